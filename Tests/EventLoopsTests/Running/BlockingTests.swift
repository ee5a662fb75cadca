// Blocking a loop: what it does to the clock, to the order of events and to timers, and what the report says of it.

import EventLoops
import Testing

@Suite("Blocking")
struct BlockingTests {
  /// Runs what `start` sets up and returns the names in the order in which they were logged.
  private func order(on loop: VirtualEventLoop, _ start: (Log) -> Void) -> (log: [String], report: Report) {
    let log = Log(on: loop)
    start(log)
    let report = loop.run()
    return (log.lines, report)
  }

  @Test(arguments: LoopSetup.inOrder)
  func `the clock moves within the event that blocks`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let (log, report) = order(on: loop) { log in
      loop.schedule(after: .milliseconds(10)) {
        loop.block(for: .milliseconds(40))
        log.add("at \(loop.now)")
      }
    }
    #expect(log == ["at 50ms"])
    #expect(report.instant == .milliseconds(50))
    #expect(report.blocking.duration == .milliseconds(40))
    #expect(report.blocking.longestLateness == .zero)
  }

  @Test(arguments: LoopSetup.inOrder)
  func `first comes what was ready, then the overdue timers by deadline, then what was posted after`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let (log, report) = order(on: loop) { log in
      loop.schedule(after: .milliseconds(30)) { log.add("timer at 30ms") }
      loop.schedule(after: .milliseconds(10)) {
        loop.post { log.add("ready") }
        loop.schedule(after: .milliseconds(5)) { log.add("timer at 15ms") }
        loop.schedule(after: .milliseconds(40)) { log.add("timer at 50ms") }
        loop.block(for: .milliseconds(40))
        loop.post { log.add("posted after") }
      }
      loop.schedule(after: .milliseconds(10)) { log.add("timer at 10ms") }
      loop.schedule(after: .milliseconds(51)) { log.add("timer at 51ms, on time at \(loop.now)") }
    }
    #expect(
      log == [
        "timer at 10ms", "ready", "timer at 15ms", "timer at 30ms", "timer at 50ms", "posted after",
        "timer at 51ms, on time at 51ms",
      ])
    #expect(report.blocking.longestLateness == .milliseconds(40))
  }

  @Test(arguments: LoopSetup.inOrder)
  func `a timer is as late as all that blocks before its turn makes it`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let (_, report) = order(on: loop) { _ in
      for _ in 0..<3 { loop.post { loop.block(for: .milliseconds(20)) } }
      loop.schedule(after: .milliseconds(15)) {}
    }
    #expect(report.blocking.duration == .milliseconds(60))
    #expect(report.blocking.longestLateness == .milliseconds(45))
  }

  @Test(arguments: LoopSetup.inOrder)
  func `an overdue timer can be cancelled until its turn`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let (log, report) = order(on: loop) { log in
      let timer = loop.schedule(after: .milliseconds(5)) { log.add("late timer") }
      loop.post {
        loop.block(for: .milliseconds(10))
        log.add("cancelled: \(timer.cancel())")
      }
    }
    #expect(log == ["cancelled: true"])
    #expect(report.isClean)
  }

  @Test(arguments: LoopSetup.inOrder)
  func `a sleeping task wakes late`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let (log, report) = order(on: loop) { log in
      loop.spawn {
        try await loop.sleep(for: .milliseconds(10))
        log.add("awake at \(loop.now)")
      }
      loop.schedule(after: .milliseconds(5)) { loop.block(for: .milliseconds(100)) }
    }
    #expect(log == ["awake at 105ms"])
    #expect(report.blocking.longestLateness == .milliseconds(95))
  }

  @Test func `a trace contains the due instant and the run instant of an event`() {
    let loop = VirtualEventLoop()
    let (_, report) = order(on: loop) { _ in
      loop.schedule("blocks", after: .milliseconds(10)) { loop.block(for: .milliseconds(40)) }
      loop.schedule("is late", after: .milliseconds(20)) {}
      loop.schedule("is on time", after: .milliseconds(60)) {}
      loop.schedule("is cancelled", after: .milliseconds(70)) {}.cancel()
    }
    let times = report.trace.events.map { "\($0.label): \($0.due), \($0.ranAt.map { "\($0)" } ?? "never")" }
    #expect(
      times == ["blocks: 10ms, 10ms", "is late: 20ms, 50ms", "is on time: 60ms, 60ms", "is cancelled: 70ms, never"])
  }

  @Test(arguments: [Duration.zero, .milliseconds(-5)])
  func `a duration that is not positive does nothing`(duration: Duration) {
    let loop = VirtualEventLoop()
    let (_, report) = order(on: loop) { _ in loop.post { loop.block(for: duration) } }
    #expect(report.instant == .zero)
    #expect(report.blocking.duration == .zero)
  }

  @Test(arguments: LoopSetup.inOrder)
  func `run(until:) ends late if an event blocks past the instant, and runs what is due by then`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.schedule(after: .milliseconds(10)) { loop.block(for: .milliseconds(20)) }
    loop.schedule(after: .milliseconds(25)) { log.add("overdue") }
    loop.schedule(after: .milliseconds(40)) { log.add("later") }
    let report = loop.run(until: .milliseconds(15))
    #expect(report.instant == .milliseconds(30))
    #expect(log.lines == ["overdue"])
    #expect(loop.run().isClean)
    #expect(log.lines == ["overdue", "later"])
  }
}
