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
  func `measure tells virtual time`(setup: LoopSetup) throws {
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

  @Test func `the clock ticks in nanoseconds`() {
    let loop = VirtualEventLoop()
    #expect(loop.clock.minimumResolution == .nanoseconds(1))
    #expect(loop.clock.now == .zero)
    #expect(loop.clock.loop === loop)
  }
}
