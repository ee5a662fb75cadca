// Waits that never end: each is a finding that names what waits, for what, and what holds that.

import Dispatch
@testable import EventLoops
import OrdinaryPrograms
import Testing

@Suite struct DeadlockTests {
  private func deadlock(_ body: @escaping @Sendable () -> Void) -> [String] {
    let loop = VirtualEventLoop(capturing: .everything)
    loop.post("start", body)
    let report = loop.run()
    #expect(report.ending == .deadlocked, "\(report)")
    #expect(!report.isClean && report.faults.contains(.leftovers))
    return report.description.split(separator: "\n").filter { $0.hasPrefix("  blocked: ") }.map(String.init)
  }

  @Test func `sync on the own serial queue`() {
    let lines = deadlock {
      let queue = DispatchQueue(label: "images")
      queue.async { queue.sync {} }
    }
    #expect(lines == ["  blocked: 'queue images' waits in sync for queue images, which it holds itself"])
  }

  @Test func `two queues that wait for each other`() {
    let lines = deadlock {
      let one = DispatchQueue(label: "one")
      let two = DispatchQueue(label: "two")
      let both = DispatchGroup()
      for _ in 0..<2 { both.enter() }
      one.async {
        both.leave()
        both.wait()
        two.sync {}
      }
      two.async {
        both.leave()
        both.wait()
        one.sync {}
      }
    }
    // region two-queues
    #expect(
      lines.sorted() == [
        "  blocked: 'queue one' waits in sync for queue two, which 'queue two' holds",
        "  blocked: 'queue two' waits in sync for queue one, which 'queue one' holds",
      ])
    // endregion
  }

  @Test func `a semaphore that is never signalled, and one that its taker keeps`() {
    let never = deadlock {
      let done = DispatchSemaphore(value: 0)
      DispatchQueue.main.async { done.wait() }
      DispatchQueue.main.async {}
    }
    #expect(
      never == [
        "  blocked: 'main queue' waits for semaphore 1, which nothing that is left signals",
        "  blocked: 1 item waits on main queue, which 'main queue' holds",
      ])
    let kept = deadlock {
      let lock = DispatchSemaphore(value: 1)
      let queue = DispatchQueue(label: "a")
      queue.async { lock.wait() }
      queue.async { DispatchQueue(label: "b").async { lock.wait() } }
    }
    #expect(kept == ["  blocked: 'queue b' waits for semaphore 1, which 'queue a' took and did not signal"])
  }

  @Test func `a group that is not left, and a queue that stays suspended`() {
    let group = deadlock {
      let group = DispatchGroup()
      group.enter()
      DispatchQueue(label: "a").async { group.wait() }
    }
    #expect(group == ["  blocked: 'queue a' waits for group 1, which 'start' entered and did not leave"])
    let suspended = deadlock {
      let queue = DispatchQueue(label: "a")
      queue.suspend()
      queue.async {}
    }
    #expect(suspended == ["  blocked: 1 item waits on queue a, which is suspended"])
  }

  @Test func `a task that blocks the main actor for work of the main queue`() {
    let loop = VirtualEventLoop(capturing: .everything)
    #expect(throws: RunError.self) {
      try loop.run { @MainActor in
        let done = DispatchSemaphore(value: 0)
        DispatchQueue.main.async { done.signal() }
        waitFor(done)
      }
    }
    let waits = loop.report().description
    #expect(waits.contains("'main' waits for semaphore 1, which nothing that is left signals"), "\(waits)")
    #expect(waits.contains("1 item waits on main queue"), "\(waits)")
  }

  @Test func `a wait in an event of the caller's own ends, and is reported`() throws {
    let loop = VirtualEventLoop(capturing: .everything)
    let lines = SharedLines()
    try loop.runEvent {
      let ready = DispatchSemaphore(value: 0)
      DispatchQueue.global().asyncAfter(deadline: .now() + 1) { ready.signal() }
      lines.add("\(ready.wait(timeout: .distantFuture) == .success)")
      lines.add("\(ready.wait(timeout: .distantFuture) == .success)")
    }
    #expect(lines.lines == ["true", "false"])
    let report = loop.run()
    #expect(report.description.contains("waits for semaphore 1"), "\(report)")
  }

  @Test func `the threads of runs that deadlocked have a limit`() {
    let pool = WorkerPool(limit: 2)
    let first = pool.take()
    #expect(first != nil && pool.take() != nil && pool.take() == nil)
    first.map { pool.take(back: $0) }
    #expect(pool.take() === first)
  }
}

/// Waits as code does that is not async.
private func waitFor(_ semaphore: DispatchSemaphore) {
  semaphore.wait()
}
