// The virtual clock: an ordinary Swift Clock, for code that takes one.

import EventLoops
import Testing

@Suite("The virtual clock")
struct ClockTests {
  /// Code that knows nothing of virtual time.
  private func waitThrice(on clock: some Clock<Duration>) async throws -> Duration {
    try await clock.measure {
      for _ in 1...3 { try await clock.sleep(for: .seconds(1)) }
    }
  }

  @Test(arguments: LoopSetup.all)
  func `sleeping on the clock takes virtual time only`(setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    try loop.run {
      log.stamp("before")
      try await loop.clock.sleep(for: .seconds(3_600))
      log.stamp("after")
    }
    #expect(log.lines == ["0ms before", "3600s after"])
  }

  @Test(arguments: LoopSetup.all)
  func `code that takes any clock runs on it`(setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    #expect(try loop.run { try await waitThrice(on: loop.clock) } == .seconds(3))
    let erased: any Clock<Duration> = loop.clock
    try loop.run { try await erased.sleep(for: .seconds(2)) }
    #expect(loop.now == .milliseconds(5_000))
  }

  @Test(arguments: LoopSetup.all)
  func `sleeping until an instant takes it from the clock's own time`(setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    try loop.run {
      let clock = loop.clock
      try await clock.sleep(until: clock.now.advanced(by: .milliseconds(5)), tolerance: .seconds(1))
      #expect(clock.now == .milliseconds(5))
    }
  }

  @Test(arguments: LoopSetup.all)
  func `timers in a loop do not drift`(setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    try loop.run { for _ in 1...30 { try await loop.clock.sleep(for: .seconds(0.1)) } }
    #expect(loop.now == .milliseconds(3_000))
  }

  @Test(arguments: LoopSetup.all)
  func `measure returns virtual time`(setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    let (nothing, something) = try loop.run {
      let nothing = loop.clock.measure { _ = (1...100).reduce(0, +) }
      let something = try await loop.clock.measure { try await loop.sleep(for: .milliseconds(7)) }
      return (nothing, something)
    }
    #expect(nothing == .zero)
    #expect(something == .milliseconds(7))
  }

  @Test(arguments: LoopSetup.all)
  func `a sleep on the clock ends at once when its task is cancelled`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let task = loop.spawn {
      do {
        try await loop.clock.sleep(for: .seconds(10))
      } catch {
        log.stamp("\(type(of: error))")
      }
    }
    loop.schedule(after: .seconds(4)) { task.cancel() }
    #expect(loop.run().isClean)
    #expect(log.lines == ["4s CancellationError"])
    #expect(loop.now == .milliseconds(4_000))
  }

  @Test func `a sleep of a task that does not run on the loop ends as though cancelled, and the report says why`() async
  {
    let loop = VirtualEventLoop(name: "main")
    await #expect(throws: CancellationError.self) { try await loop.clock.sleep(for: .milliseconds(300)) }
    let report = loop.run()
    #expect(
      report.escapes.map(\.description) == [
        """
        'a sleep until 300ms' was asked of the loop's clock by a task that does not run on the loop, and ended as though \
        the task were cancelled; start the task in an event of the loop, with loop.spawn or loop.run, or use a loop that \
        takes such work in: VirtualEventLoop(capturing: .everything)
        """
      ])
  }

  @Test func `a sleep of a task that was seen to escape is not reported once more`() async {
    let loop = VirtualEventLoop()
    let escaped = Handover<Task<Void, any Error>>()
    loop.post("button") { escaped.put(Task { try await loop.clock.sleep(for: .milliseconds(300)) }) }
    #expect(loop.run().escapes.map(\.kind) == [.unstructuredTask])
    await #expect(throws: CancellationError.self) { try await escaped.take()?.value }
    #expect(loop.report().escapes.map(\.kind) == [.unstructuredTask])
  }

  @Test func `third-party code that trusts a clock to throw cancellations only survives a plain loop`() async {
    await #expect(processExitsWith: .success) {
      let loop = VirtualEventLoop()
      let debounced = Handover<Task<Void, Never>>()
      loop.post {
        debounced.put(
          Task {
            do {
              try await loop.clock.sleep(until: loop.now.advanced(by: .seconds(1)))
            } catch {
              precondition(error is CancellationError)
            }
          })
      }
      _ = loop.run()
      await debounced.take()?.value
    }
  }

  @Test(arguments: LoopSetup.all)
  func `the tolerance of a sleep may be left out`(setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    try loop.run { try await loop.clock.sleep(until: .milliseconds(5)) }
    #expect(loop.now == .milliseconds(5))
  }

  @Test func `the clock ticks in nanoseconds`() {
    let loop = VirtualEventLoop()
    #expect(loop.clock.minimumResolution == .nanoseconds(1))
    #expect(loop.clock.now == .zero)
    #expect(loop.clock.loop === loop)
  }
}
