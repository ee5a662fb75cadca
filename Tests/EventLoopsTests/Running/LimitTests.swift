// The limits that stop a program that runs away, and what the loop says then.

import EventLoops
import Testing

@Suite("Limits")
struct LimitTests {
  @Test(arguments: LoopSetup.all)
  func `a program that posts forever is stopped at the limit on events`(setup: LoopSetup) {
    let loop = setup.makeLoop(limits: .init(steps: 1_000))
    @Sendable func spin() { loop.post("spin") { spin() } }
    spin()
    let report = loop.run()
    guard case .stepLimit(1_000, last: _) = report.ending else {
      Issue.record("ended as \(report.ending)")
      return
    }
    #expect(report.eventCount == 1_000)
    #expect(!report.isClean)
  }

  @Test func `the report of a runaway names the last event and what to do`() {
    let loop = VirtualEventLoop(name: "main", limits: .init(steps: 3))
    @Sendable func spin() { loop.post("spin") { spin() } }
    let line = #line - 1
    spin()
    #expect(
      loop.run().description == """
        main: stopped at 0ms after 3 events, the limit; the last one was 'spin', created at \
        \(#fileID):\(line). If the program is not running away, raise limits.steps
        """)
  }

  @Test(arguments: [VirtualEventLoop.Recording.nothing, .leftovers])
  func `a loop that records no events says so instead of naming the last one`(
    recording: VirtualEventLoop.Recording
  ) {
    let loop = VirtualEventLoop(limits: .init(steps: 1), recording: recording)
    for _ in 1...2 { loop.post("spin") {} }
    #expect(loop.run().ending == .stepLimit(1, last: "not recorded"))
  }

  @Test(arguments: LoopSetup.all)
  func `a task that reads available data forever is stopped at the limit on events`(setup: LoopSetup) {
    let loop = setup.makeLoop(limits: .init(steps: 1_000))
    let reads = LoopConfined(0, on: loop)
    loop.spawn {
      while reads.value < 100_000 {
        try await suspend(on: loop, "read") { $0.resume(with: .success(())) }
        reads.value += 1
      }
    }
    guard case .stepLimit = loop.run().ending else {
      Issue.record("\(reads.value) reads in \(loop.eventCount) events")
      return
    }
    #expect(reads.value < 1_000)
  }

  @Test(arguments: LoopSetup.all)
  func `a program that ends on its last allowed event has not hit the limit`(setup: LoopSetup) {
    let loop = setup.makeLoop(limits: .init(steps: 2))
    loop.post {}
    loop.schedule(after: .seconds(1)) {}
    #expect(loop.run().ending == .quiescent)
  }

  @Test(arguments: LoopSetup.all)
  func `the limit on events is one of each call, not of the loop`(setup: LoopSetup) {
    let loop = setup.makeLoop(limits: .init(steps: 2))
    for _ in 1...3 { loop.post {} }
    #expect(loop.run().ending != .quiescent)
    #expect(loop.run().ending == .quiescent)
    #expect(loop.eventCount == 3)
  }

  @Test(arguments: LoopSetup.inOrder)
  func `a cancelled timer is not work that the limit cut off`(setup: LoopSetup) {
    let loop = setup.makeLoop(limits: .init(steps: 1))
    let timers = LoopConfined<[ScheduledTimer]>([], on: loop)
    loop.post { for timer in timers.value { timer.cancel() } }
    timers.value = [Duration.zero, .seconds(1)].map { loop.schedule(after: $0) {} }
    #expect(loop.run().ending == .quiescent)
    #expect(loop.eventCount == 1)
  }

  @Test(arguments: LoopSetup.all)
  func `the clock does not jump past the limit on time`(setup: LoopSetup) {
    let loop = setup.makeLoop(limits: .init(instant: .milliseconds(100)))
    let log = Log(on: loop)
    loop.schedule(after: .milliseconds(100)) { log.stamp("at the limit") }
    loop.schedule(after: .milliseconds(101)) { log.stamp("beyond") }
    let report = loop.run()
    guard case .timeLimit(.milliseconds(100), last: _) = report.ending else {
      Issue.record("ended as \(report.ending)")
      return
    }
    #expect(log.lines == ["100ms at the limit"])
    #expect(report.instant == .milliseconds(100))
  }

  @Test func `the report of an endless program names the last event and a remedy`() {
    let loop = VirtualEventLoop(name: "main", limits: .init(instant: .milliseconds(25)))
    @Sendable func tick() { loop.schedule("tick", after: .milliseconds(10)) { tick() } }
    let line = #line - 1
    tick()
    #expect(
      loop.run().description == """
        main: stopped at 20ms: the next timer is due after 25ms, the limit; the last event was 'tick', created at \
        \(#fileID):\(line). If the program is not running away, raise limits.instant
        """)
  }

  @Test func `a runaway task is named like a runaway callback`() {
    let loop = VirtualEventLoop(name: "main", limits: .init(instant: .milliseconds(1)))
    loop.spawn("poller") { while true { try await loop.sleep(for: .seconds(1)) } }
    let report = loop.run()
    #expect(report.ending == .timeLimit(.milliseconds(1), last: "'poller', created at \(#fileID):\(#line - 2)"))
  }

  @Test(arguments: LoopSetup.all)
  func `asking for an instant beyond the limit is allowed as long as nothing is due on the way`(setup: LoopSetup) {
    let loop = setup.makeLoop(limits: .init(instant: .milliseconds(100)))
    let report = loop.advance(by: .milliseconds(150))
    #expect(report.ending == .quiescent)
    #expect(report.instant == .milliseconds(150))
  }

  @Test(arguments: LoopSetup.all)
  func `without limits the clock can go to the end of time`(setup: LoopSetup) {
    let loop = setup.makeLoop(limits: .none)
    let log = Log(on: loop)
    loop.schedule(after: .seconds(Int64.max)) { log.add("the end") }
    #expect(loop.run().ending == .quiescent)
    #expect(loop.now == .distantFuture)
    #expect(log.lines == ["the end"])
  }
}
