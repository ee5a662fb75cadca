// A tour of the loop: posting, timers, running an operation, time.

import EventLoops
import Testing

@Suite("API tour: loops")
struct LoopTour {
  let loop = VirtualEventLoop()

  /// A function that a test passes on by its name.
  @Sendable private func loadPage() async throws -> String {
    try await loop.sleep(for: .seconds(1))
    return "page"
  }

  @Test func `a function value runs, is spawned and is posted as a closure is`() async throws {
    #expect(try loop.run(loadPage) == "page")
    let task = loop.spawn(loadPage)
    let tick: @Sendable () -> Void = {}
    loop.post(tick)
    loop.schedule(after: .seconds(1), tick)
    try loop.runEvent(tick)
    loop.run()
    #expect(try loop.run { try await task.value } == "page")
  }

  @Test func `a report may be ignored, and a strict run still throws its faults`() throws {
    loop.post {}
    loop.run()
    loop.advance(by: .seconds(1))
    loop.settle()
    try loop.run { 42 }
    #expect(throws: RunError.self) {
      try loop.run { loop.schedule(after: .seconds(1)) {} }
    }
  }

  @Test func `instants add up`() {
    let start = loop.now
    loop.advance(by: .seconds(3))
    #expect(loop.now == .seconds(3))
    #expect(loop.now - start == .seconds(3))
    #expect(loop.now + .milliseconds(500) == .milliseconds(3_500))
    #expect(loop.now - .seconds(1) == .seconds(2))
    let pause: Duration = .seconds(3) - .seconds(1)
    #expect(pause == .seconds(2) && .seconds(1) - .seconds(1) == Duration.zero)
    var deadline = loop.now
    deadline += .microseconds(1)
    deadline -= .nanoseconds(1_000)
    #expect(deadline == start + .seconds(3))
  }

  @Test func `a clock is passed on as any clock, and asks for no tolerance`() throws {
    let clock: any Clock<Duration> = loop.clock
    try loop.run {
      try await clock.sleep(for: .seconds(1))
      try await loop.clock.sleep(until: .seconds(2))
      try await loop.clock.sleep(until: loop.clock.now + .seconds(1))
    }
    #expect(loop.now == .seconds(3))
  }

  @Test func `a clock throws nothing but a cancellation, off the loop too`() async {
    await #expect(throws: CancellationError.self) { try await loop.clock.sleep(for: .seconds(1)) }
    #expect(loop.report().escapes.count == 1)
  }

  @Test func `a helper hands the place of its caller on`() {
    func delayed(fileID: StaticString = #fileID, line: UInt = #line, _ body: @escaping @Sendable () -> Void) {
      loop.schedule("delayed", after: .seconds(1), fileID: fileID, line: line, body)
    }
    delayed {}
    let here: UInt = #line - 1
    let site = loop.run().trace.events.first?.site
    #expect(site?.line == here)
  }

  @Test func `a callback is awaited with a value, an error, or nothing`() throws {
    struct Refusal: Error {}
    let number = try loop.run {
      try await suspend(on: loop, "number") { (suspension: Suspension<Int>) in
        loop.schedule(after: .seconds(1)) { suspension.resume(returning: 42) }
      }
    }
    #expect(number == 42)
    #expect(throws: Refusal.self) {
      try loop.run {
        try await suspend(on: loop, "error") { (suspension: Suspension<Int>) in
          loop.post { suspension.resume(throwing: Refusal()) }
        }
      }
    }
    try loop.run {
      try await suspend(on: loop, "signal") { suspension in loop.post { suspension.resume() } }
    }
  }

  @Test func `a box holds what is not sendable`() {
    /// A class of the program's own, which knows nothing of concurrency.
    final class Basket {
      var items: [String] = []
    }
    let basket = LoopConfined(Basket(), on: loop)
    loop.post { basket.withValue { $0.items.append("book") } }
    loop.schedule(after: .seconds(1)) { basket.withValue { $0.items.append("pen") } }
    loop.run()
    #expect(basket.withValue { $0.items } == ["book", "pen"])
    #expect(basket.withValue(\.items.count) == 2)
  }

  @Test func `what a test waits for has happened at the deadline`() throws {
    let isDone = LoopConfined(false, on: loop)
    try loop.run {
      let model = loop.spawn {
        try await loop.sleep(for: .seconds(1))
        isDone.value = true
      }
      try await loop.clock.sleep(for: .seconds(1))
      await loop.untilSettled()
      #expect(isDone.value)
      try await model.value
    }
  }

  @Test func `a timer repeats, with a callback or as a sequence`() throws {
    let ticks = LoopConfined<[Instant]>([], on: loop)
    let timer = loop.scheduleRepeated(every: .seconds(1)) { _ in ticks.withValue { $0.append(loop.now) } }
    loop.advance(by: .seconds(2))
    timer.cancel()
    #expect(ticks.value == [.seconds(1), .seconds(2)])
    try loop.run {
      for await instant in loop.ticks(every: .seconds(1)) where instant == .seconds(4) { break }
    }
    #expect(loop.now == .seconds(4))
  }

  @Test func `an operation is tried again`() throws {
    struct Refusal: Error {}
    let attempts = LoopConfined(0, on: loop)
    let value = try loop.run {
      try await loop.retry(RetryPolicy(attempts: 3, pause: .seconds(1), factor: 2)) {
        attempts.value += 1
        if attempts.value < 3 { throw Refusal() }
        return "page"
      }
    }
    #expect(value == "page")
    #expect(loop.now == .seconds(3))
  }
}
