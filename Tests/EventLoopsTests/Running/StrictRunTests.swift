// Running an operation is strict: what is left over, has escaped or was violated makes the run throw, unless allowed.

import EventLoops
import Testing

@Suite("Running an operation strictly")
struct StrictRunTests {
  @Test(arguments: LoopSetup.accounting)
  func `a violation makes the run throw the report, although the operation returned`(setup: LoopSetup) throws {
    func run(allowing allowed: Report.Faults = []) throws -> Int {
      let loop = setup.makeLoop()
      return try loop.run(allowing: allowed) {
        try await suspend(on: loop, "answer") { suspension in
          loop.post { for number in 1...2 { suspension.resume(with: .success(number)) } }
        }
      }
    }
    let error = #expect(throws: RunError.self) { _ = try run() }
    #expect(error?.report.violations.map(\.kind) == [.resumedTwice])
    #expect(error?.report.faults == .violations)
    #expect(try run(allowing: .violations) == 1)
    #expect(throws: RunError.self) { _ = try run(allowing: [.leftovers, .escapes]) }
  }

  @Test(arguments: LoopSetup.all)
  func `a task that escapes makes the run throw`(setup: LoopSetup) throws {
    let error = #expect(throws: RunError.self) { try setup.makeLoop().run { _ = Task {} } }
    #expect(error?.report.escapes.map(\.kind) == [.unstructuredTask])
    try setup.makeLoop().run(allowing: .escapes) { _ = Task {} }
  }

  @Test(arguments: LoopSetup.accounting)
  func `a wait that nothing can end makes the run throw`(setup: LoopSetup) throws {
    func run(allowing allowed: Report.Faults = []) throws -> Int {
      let loop = setup.makeLoop()
      return try loop.run(allowing: allowed) {
        loop.spawn("stuck") { try await suspend(on: loop, "never") { (_: Suspension<Void>) in } }
        return 42
      }
    }
    let error = #expect(throws: RunError.self) { _ = try run() }
    #expect(error?.report.leftovers.map(\.label) == ["stuck", "never"])
    #expect(error?.report.ending == .deadlocked)
    #expect(try run(allowing: .leftovers) == 42)
  }

  @Test(arguments: LoopSetup.all)
  func `a ticker that the operation leaves behind is named at once, and the clock stays`(setup: LoopSetup) throws {
    let loop = setup.makeLoop("main")
    @Sendable func tick() { loop.schedule("ticker", after: .seconds(1)) { tick() } }
    let line = #line - 1
    let error = #expect(throws: RunError.self) {
      try loop.run {
        tick()
        try await loop.sleep(for: .milliseconds(1_500))
      }
    }
    let report = try #require(error?.report)
    #expect(report.ending == .unfinished)
    #expect(report.instant == .milliseconds(1_500))
    #expect(report.eventCount < 10)
    #expect(report.faults == .leftovers)
    if setup.recording == .everything {
      #expect(
        report.description == """
          main: the operation ended at 1.5s, and more was still to run
            left over: timer 'ticker', created at \(#fileID):\(line) at 1s
          """)
    }
    #expect(!loop.report().isClean)
  }

  @Test(arguments: LoopSetup.all)
  func `what the operation leaves behind can be allowed, and run on`(setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let value = try loop.run(allowing: .leftovers) {
      loop.spawn("late") {
        try await loop.sleep(for: .seconds(1))
        log.stamp("late")
      }
      return 42
    }
    #expect(value == 42)
    #expect(loop.now == .zero)
    #expect(loop.run().isClean)
    #expect(log.lines == ["1s late"])
  }

  @Test(arguments: LoopSetup.all)
  func `what is due at the instant at which the operation ends still runs`(setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    try loop.run {
      loop.post {
        log.add("posted")
        loop.spawn { log.add("spawned") }
      }
    }
    #expect(log.lines == ["posted", "spawned"])
    #expect(loop.report().isClean)
  }

  @Test func `an error of the operation comes before what it leaves behind`() {
    struct Failure: Error {}
    let loop = VirtualEventLoop()
    #expect(throws: Failure.self) {
      try loop.run {
        loop.schedule(after: .seconds(1)) {}
        throw Failure()
      }
    }
    #expect(loop.report().ending == .paused)
  }

  @Test func `the error says what was found and how to allow it`() {
    let loop = VirtualEventLoop(name: "main")
    let error = #expect(throws: RunError.self) { try loop.run("start") { _ = Task {} } }
    #expect(error?.description.hasPrefix("main: finished at 0ms\n  escaped: 'start' (created at ") == true)
    #expect(
      error?.description.hasSuffix(
        "\nThe operation ended. If this is meant, allow it: loop.run(allowing: .escapes) { … }") == true)
  }

  @Test(arguments: LoopSetup.all)
  func `an operation may be a function value`(setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let operation: @Sendable () async throws -> Int = { 42 }
    let body: @Sendable () -> Void = { log.add("posted") }
    #expect(try loop.run(operation) == 42)
    loop.spawn(operation)
    loop.post(body)
    #expect(loop.run().isClean)
    #expect(log.lines == ["posted"])
  }

  @Test(arguments: LoopSetup.all)
  func `an operation that a second thread wants to run is refused with the reason`(setup: LoopSetup) {
    let loop = setup.makeLoop("main")
    let ending = Handover<Report.Ending>()
    loop.post {
      onAnotherThread {
        do { _ = try loop.run { 42 } } catch { (error as? RunError).map { ending.put($0.report.ending) } }
      }
    }
    #expect(loop.run().isClean)
    #expect(ending.take() == .occupied)
  }

  @Test(arguments: LoopSetup.all)
  func `a report of a loop that has more to do is not clean`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    loop.schedule(after: .seconds(2)) {}
    let report = loop.advance(by: .seconds(1))
    #expect(report.ending == .paused)
    #expect(!report.isClean)
    #expect(report.faults == .leftovers)
    #expect(loop.run().isClean)
    #expect(loop.run().faults == [])
  }
}
