// The laws of the order of work: serial queues, barriers, groups, semaphores, targets.

@preconcurrency import Dispatch
import EventLoops
import OrdinaryPrograms
import Testing

@Suite struct OrderTests {
  /// Runs a program under many schedules, and returns what it wrote under each.
  private func outcomes(seeds: UInt64 = 60, _ body: @escaping @Sendable (SharedLines) -> Void) -> Set<[String]> {
    var outcomes: Set<[String]> = []
    for seed in 0..<seeds {
      let loop = VirtualEventLoop(policy: .seeded(seed), capturing: .everything)
      let lines = SharedLines()
      loop.post("start") { body(lines) }
      let report = loop.run()
      #expect(report.isClean, "\(report)")
      outcomes.insert(lines.lines)
    }
    return outcomes
  }

  @Test func `a serial queue keeps its order, and a concurrent one has all orders`() {
    let serial = outcomes { lines in
      let queue = DispatchQueue(label: "serial")
      for k in 1...3 { queue.async { lines.add("\(k)") } }
    }
    #expect(serial == [["1", "2", "3"]])
    let concurrent = outcomes { lines in
      let queue = DispatchQueue(label: "concurrent", attributes: .concurrent)
      for k in 1...3 { queue.async { lines.add("\(k)") } }
    }
    #expect(concurrent.count == 6)
  }

  @Test func `a barrier comes after what was before it and before what comes later`() {
    let found = outcomes { lines in
      let queue = DispatchQueue(label: "concurrent", attributes: .concurrent)
      for k in 1...2 { queue.async { lines.add("\(k)") } }
      queue.async(flags: .barrier) { lines.add("barrier") }
      let item = DispatchWorkItem(flags: .barrier) { lines.add("item") }
      queue.async(execute: item)
      for k in 3...4 { queue.async { lines.add("\(k)") } }
    }
    #expect(found.count == 4)
    for lines in found {
      #expect(Set(lines[0..<2]) == ["1", "2"])
      #expect(lines[2..<4] == ["barrier", "item"])
    }
  }

  @Test func `work of a barrier that waits keeps its queue`() {
    let found = outcomes { lines in
      let queue = DispatchQueue(label: "concurrent", attributes: .concurrent)
      let gate = DispatchSemaphore(value: 0)
      queue.async(flags: .barrier) {
        lines.add("begin")
        gate.wait()
        lines.add("end")
      }
      queue.async { lines.add("later") }
      DispatchQueue.global().async {
        lines.add("open")
        gate.signal()
      }
    }
    #expect(found == [["begin", "open", "end", "later"], ["open", "begin", "end", "later"]])
  }

  @Test func `a barrier waits for what has begun before it`() {
    let found = outcomes { lines in
      let queue = DispatchQueue(label: "concurrent", attributes: .concurrent)
      let gate = DispatchSemaphore(value: 0)
      queue.async {
        lines.add("begin")
        gate.wait()
        lines.add("end")
      }
      queue.async(flags: .barrier) { lines.add("barrier") }
      DispatchQueue.global().async { gate.signal() }
    }
    #expect(found == [["begin", "end", "barrier"]])
  }

  @Test func `what timers bring to a serial queue at one instant comes in either order`() {
    let found = outcomes { lines in
      let queue = DispatchQueue(label: "serial")
      let deadline = DispatchTime.now() + 1
      for k in 1...2 { queue.asyncAfter(deadline: deadline) { lines.add("\(k)") } }
    }
    #expect(found == [["1", "2"], ["2", "1"]])
  }

  @Test func `a deadline by the calendar is exact`() {
    let loop = VirtualEventLoop(capturing: .everything)
    loop.post("start") {
      DispatchQueue.global().asyncAfter(wallDeadline: .now() + 5) {}
    }
    #expect(loop.run().isClean)
    #expect(loop.now == .zero.advanced(by: .seconds(5)))
  }

  @Test func `a timer that is cancelled does not fire`() {
    let loop = VirtualEventLoop(capturing: .everything)
    let lines = SharedLines()
    loop.post("start") {
      let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "ticks"))
      timer.schedule(deadline: .now() + 1, repeating: 1)
      timer.setEventHandler { lines.add("fired") }
      timer.activate()
      DispatchQueue.global().async { timer.cancel() }
      // As long as it is kept, only the cancellation can have ended it.
      DispatchQueue.global().asyncAfter(deadline: .now() + 5) { lines.add("cancelled \(timer.isCancelled)") }
    }
    let report = loop.run()
    #expect(report.isClean && lines.lines == ["cancelled true"], "\(report)")
    #expect(!report.trace.ranEvents.contains { $0.label.hasPrefix("timer on") }, "\(report.trace.ranEvents)")
  }

  @Test func `a queue whose target is serial is serial with it`() {
    let found = outcomes { lines in
      let bottom = DispatchQueue(label: "bottom")
      let top = DispatchQueue(label: "top", attributes: .concurrent, target: bottom)
      let gate = DispatchSemaphore(value: 0)
      top.async {
        lines.add("begin")
        gate.wait()
        lines.add("end")
      }
      bottom.async { lines.add("bottom") }
      DispatchQueue.global().async { gate.signal() }
    }
    #expect(found == [["begin", "end", "bottom"], ["bottom", "begin", "end"]])
  }

  @Test func `a notification comes when the group is empty`() {
    let found = outcomes { lines in
      let group = DispatchGroup()
      let queue = DispatchQueue(label: "concurrent", attributes: .concurrent)
      for k in 1...2 { queue.async(group: group) { lines.add("\(k)") } }
      group.enter()
      queue.asyncAfter(deadline: .now() + 1) {
        lines.add("late")
        group.leave()
      }
      group.notify(queue: .main) { lines.add("all") }
    }
    #expect(found == [["1", "2", "late", "all"], ["2", "1", "late", "all"]])
  }

  @Test func `a semaphore lets one through at a time`() {
    let found = outcomes { lines in
      let lock = DispatchSemaphore(value: 1)
      let pause = DispatchSemaphore(value: 0)
      for k in 1...2 {
        DispatchQueue.global().async {
          lock.wait()
          lines.add("\(k) in")
          _ = pause.wait(timeout: .now() + 1)
          lines.add("\(k) out")
          lock.signal()
        }
      }
    }
    #expect(found == [["1 in", "1 out", "2 in", "2 out"], ["2 in", "2 out", "1 in", "1 out"]])
  }

  @Test func `sync runs after what is on the queue, and returns what its body returns`() {
    let found = outcomes { lines in
      let queue = DispatchQueue(label: "serial")
      DispatchQueue.global().async {
        queue.async { lines.add("before") }
        let answer = queue.sync {
          lines.add("sync")
          return 42
        }
        lines.add("\(answer)")
      }
    }
    #expect(found == [["before", "sync", "42"]])
  }

  @Test func `a wait with a timeout ends at its instant`() {
    let found = outcomes(seeds: 5) { lines in
      let group = DispatchGroup()
      group.enter()
      DispatchQueue.global().async {
        let start = DispatchTime.now()
        let result = group.wait(timeout: .now() + 5)
        let passed = DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds
        lines.add("\(result == .timedOut) after \(passed)")
        group.leave()
        lines.add("\(group.wait(timeout: .now()) == .success)")
      }
    }
    #expect(found == [["true after 5000000000", "true"]])
  }

  @Test func `a repeated timer fires at its instants until it is cancelled`() {
    let loop = VirtualEventLoop(capturing: .everything)
    let lines = SharedLines()
    loop.post("start") {
      let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "ticks"))
      let start = DispatchTime.now().uptimeNanoseconds
      timer.schedule(deadline: .now() + 1, repeating: 2)
      timer.setEventHandler {
        let passed = Double(DispatchTime.now().uptimeNanoseconds - start) / 1_000_000_000
        lines.add("\(passed)")
        if passed > 4 { timer.cancel() }
      }
      timer.setCancelHandler { lines.add("cancelled \(timer.isCancelled)") }
      timer.resume()
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    #expect(lines.lines == ["1.0", "3.0", "5.0", "cancelled true"])
  }

  @Test func `a suspended queue runs nothing until it is resumed`() {
    let found = outcomes { lines in
      let queue = DispatchQueue(label: "serial")
      queue.suspend()
      queue.async { lines.add("work") }
      DispatchQueue.global().asyncAfter(deadline: .now() + 1) {
        lines.add("resume")
        queue.resume()
      }
    }
    #expect(found == [["resume", "work"]])
  }

  @Test func `a work item can be waited for, notified and cancelled`() {
    let found = outcomes { lines in
      let item = DispatchWorkItem { lines.add("item") }
      item.notify(queue: .main) { lines.add("notified") }
      let cancelled = DispatchWorkItem { lines.add("never") }
      cancelled.cancel()
      DispatchQueue(label: "serial").async(execute: cancelled)
      DispatchQueue(label: "work").asyncAfter(deadline: .now() + 1, execute: item)
      DispatchQueue.global().async {
        item.wait()
        lines.add("waited")
      }
    }
    #expect(found == [["item", "notified", "waited"], ["item", "waited", "notified"]])
  }

  @Test func `concurrentPerform returns when all iterations have run`() {
    let found = outcomes { lines in
      DispatchQueue.concurrentPerform(iterations: 2) { lines.add("\($0)") }
      lines.add("all")
    }
    #expect(found == [["0", "1", "all"], ["1", "0", "all"]])
  }

  @Test func `code knows the queue that it runs on`() {
    let found = outcomes(seeds: 2) { lines in
      let key = DispatchSpecificKey<String>()
      let queue = DispatchQueue(label: "serial")
      queue.setSpecific(key: key, value: "own")
      queue.async {
        dispatchPrecondition(condition: .onQueue(queue))
        dispatchPrecondition(condition: .notOnQueue(.main))
        lines.add(DispatchQueue.getSpecific(key: key) ?? "none")
        DispatchQueue.main.async { MainActor.assumeIsolated { lines.add("main") } }
      }
    }
    #expect(found == [["own", "main"]])
  }
}
