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

  /// The hold model: every event sets one timer, so that as many are pending at the end as at the beginning. Neither the
  /// timers that are set at the beginning nor the first events are measured.
  private static func hold(_ pending: Int, _ batches: Int) -> Lap {
    let loop = loop(for: pending * batches)
    let hold = Hold(on: loop)
    for _ in 0..<pending { hold.fire() }
    // Timers that were set in a row are adjacent in memory. Their layout is the lasting one only after all of them have
    // run and been set anew.
    for _ in 0..<2 { keep(loop.run()) }
    let lap = Lap.of(pending * batches) { keep(loop.run()) }
    // The events hold the loop, and the loop holds them, until they have run.
    hold.random.value = nil
    keep(loop.run())
    return lap
  }

  /// What the timers of the hold model share: one object, so that a body has one reference, as that of the same program in
  /// C++ has. A body with several takes an object of its own for each timer.
  private final class Hold: Sendable {
    let loop: VirtualEventLoop
    let random: LoopConfined<SeededGenerator?>

    init(on loop: VirtualEventLoop) {
      self.loop = loop
      random = LoopConfined(SeededGenerator(seed: 1), on: loop)
    }

    func fire() {
      guard let delay = random.withValue({ $0?.next(below: 1_000_000_000) }) else { return }
      loop.schedule("", after: .nanoseconds(1 + delay)) { self.fire() }
    }
  }

  private static func post(_ waiting: Int, _ batches: Int) -> Lap {
    let loop = loop(for: waiting * batches)
    let isOver = LoopConfined(false, on: loop)
    @Sendable func again() {
      if !isOver.value { loop.post("", again) }
    }
    for _ in 0..<waiting { again() }
    let lap = Lap.of(waiting * batches) { keep(loop.run()) }
    isOver.value = true
    keep(loop.run())
    return lap
  }

  /// A loop whose runs end after `events` events.
  private static func loop(for events: Int) -> VirtualEventLoop {
    VirtualEventLoop(limits: .init(steps: events, instant: .distantFuture), recording: .nothing)
  }
}
