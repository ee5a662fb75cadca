// Locks that an event holds while it waits: another event that takes one waits in the loop, and does not stop its thread.

@preconcurrency import Dispatch
@testable import EventLoops
import Foundation
import OrdinaryPrograms
import Synchronization
import Testing

@testable import ScheduleTesting

@Suite struct LockTests {
  private final class Flag: Sendable {
    let atomic = Atomic(false)
  }

  /// A lock of some kind.
  private enum Lock: CaseIterable {
    case mutex, lock, recursiveLock, condition

    /// A function that calls its argument with a new lock of the kind held.
    func make() -> @Sendable (() -> Void) -> Void {
      switch self {
      case .mutex:
        let box = Box()
        return { work in box.mutex.withLock { _ in work() } }
      case .lock: return locking(NSLock())
      case .recursiveLock: return locking(NSRecursiveLock())
      case .condition: return locking(NSCondition())
      }
    }

    private final class Box: Sendable {
      let mutex = Mutex(())
    }

    private func locking(_ lock: some NSLocking & Sendable) -> @Sendable (() -> Void) -> Void {
      { work in
        lock.lock()
        work()
        lock.unlock()
      }
    }
  }

  @Test(arguments: Lock.allCases)
  private func `an event that takes a lock waits for one that holds it and waits`(_ kind: Lock) {
    var outcomes: Set<[String]> = []
    for seed in 0..<40 as Range<UInt64> {
      let loop = VirtualEventLoop(policy: .seeded(seed), capturing: .everything)
      let lines = SharedLines()
      loop.post("start") {
        let (withLock, queue) = (kind.make(), DispatchQueue(label: "queue"))
        for name in ["a", "b"] {
          DispatchQueue.global().async {
            withLock {
              lines.add("\(name) begins")
              queue.sync {}
              lines.add("\(name) ends")
            }
          }
        }
      }
      let report = loop.run()
      #expect(report.isClean, "\(report)")
      outcomes.insert(lines.lines)
    }
    #expect(outcomes == [["a begins", "a ends", "b begins", "b ends"], ["b begins", "b ends", "a begins", "a ends"]])
  }

  @Test(arguments: Lock.allCases)
  private func `a lock and a queue that are taken in opposite orders are a deadlock in some order`(_ kind: Lock) async {
    let program: @Sendable () async -> Void = {
      let (withLock, queue) = (kind.make(), DispatchQueue(label: "queue"))
      await withCheckedContinuation { continuation in
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) { withLock { queue.sync {} } }
        queue.async(group: group) { withLock {} }
        group.notify(queue: .main) { continuation.resume() }
      }
    }
    let failure = await #expect(throws: ScheduleFailure.self) {
      try await explore(allowing: .leftovers) { await program() }
    }
    let text = failure.map { "\($0)" } ?? ""
    #expect(text.contains("'global queue' waits in sync for queue queue, which 'queue queue' holds"), "\(text)")
    #expect(text.contains("'queue queue' waits for a lock, which 'global queue' holds"), "\(text)")
  }

  @Test func `a lock that its own event takes again is a deadlock`() {
    let loop = VirtualEventLoop(capturing: .everything)
    loop.post("start") {
      let lock = NSLock()
      lock.lock()
      lock.lock()
    }
    let report = loop.run()
    #expect(report.ending == .deadlocked)
    #expect("\(report)".contains("  blocked: 'start' waits for a lock, which it took itself, or"), "\(report)")
  }

  @Test func `a lock that an event does not give back is named as such`() {
    let loop = VirtualEventLoop(capturing: .everything)
    loop.post("start") {
      let lock = NSLock()
      lock.lock()
      DispatchQueue.global().async { lock.withLock {} }
    }
    let report = loop.run()
    #expect(
      "\(report)".contains(
        "  blocked: 'global queue' waits for a lock, which it took itself, or an earlier event took and did not give back"
      ), "\(report)")
  }

  @Test func `a lock that a thread outside of the loop holds is waited for`() throws {
    let lock = NSLock()
    let (taken, lines, isWanted) = (DispatchSemaphore(value: 0), SharedLines(), Flag())
    Thread.detachNewThread {
      lock.withLock {
        taken.signal()
        while !isWanted.atomic.load(ordering: .acquiring) { sched_yield() }
        lines.add("thread")
      }
    }
    taken.wait()
    let loop = VirtualEventLoop(capturing: .everything)
    loop.post("start") {
      isWanted.atomic.store(true, ordering: .releasing)
      lock.withLock { lines.add("event") }
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    #expect(lines.lines == ["thread", "event"])
  }

  @Test func `a wait for a condition with a time limit is an escape`() {
    let loop = VirtualEventLoop(capturing: .everything)
    loop.post("start") {
      let condition = NSCondition()
      condition.lock()
      _ = condition.wait(until: Date(timeIntervalSinceNow: 0.01))
      condition.unlock()
    }
    let report = loop.run()
    #expect(report.escapes.map(\.used) == ["a condition's wait with a time limit"], "\(report)")
  }
}
