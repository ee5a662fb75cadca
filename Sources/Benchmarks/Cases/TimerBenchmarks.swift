// Timers and ready events: what the loop's queues cost.

import EventLoops

/// Measures the queues of a virtual loop.
enum TimerBenchmarks {
  static let all = [
    Benchmark(
      "hold-1k", per: "event", size: 1_000, atLeast: 200_000,
      summary: "take the first of 1,000 timers and set another, after a random delay", hold),
    Benchmark(
      "hold-1m", per: "event", size: 1_000_000,
      summary: "take the first of 1,000,000 timers and set another, after a random delay", hold),
    Benchmark(
      "post", per: "event", size: 1_000, atLeast: 1_000_000, summary: "run a ready event that posts another one", post),
  ]

  /// The hold model: every event sets one timer, so that as many are pending at the end as at the beginning.
  private static func hold(_ pending: Int, _ batches: Int) -> Lap {
    measure(pending, batches) { loop, delays, again in
      let delay = delays.withValue { 1 + $0.next(below: 1_000_000_000) }
      loop.schedule(after: .nanoseconds(delay)) { again() }
    }
  }

  private static func post(_ waiting: Int, _ batches: Int) -> Lap {
    measure(waiting, batches) { loop, _, again in
      loop.post { again() }
    }
  }

  private typealias Addition =
    @Sendable (VirtualEventLoop, LoopConfined<SeededGenerator>, @escaping @Sendable () -> Void) -> Void

  /// Adds so many events, each of which adds another one, and measures as many events times the batches.
  private static func measure(_ pending: Int, _ batches: Int, _ add: @escaping Addition) -> Lap {
    let loop = VirtualEventLoop(
      limits: .init(steps: pending * batches, instant: .distantFuture), recording: .nothing)
    let delays = LoopConfined(SeededGenerator(seed: 1), on: loop)
    let isOver = LoopConfined(false, on: loop)
    @Sendable func again() {
      if !isOver.value { add(loop, delays, again) }
    }
    for _ in 0..<pending { again() }
    let lap = Lap.of(pending * batches) { keep(loop.run()) }
    // The events hold the loop, and the loop holds them, until they have run.
    isOver.value = true
    keep(loop.run())
    return lap
  }
}
