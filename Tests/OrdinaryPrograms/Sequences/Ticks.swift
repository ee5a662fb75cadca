// A sequence that has an element in each interval.

/// An element in each interval, until the consumer is cancelled.
///
/// A consumer that is late gets one element at once for all that it has missed.
package struct Ticks: AsyncSequence, Sendable {
  let interval: Duration

  package init(every interval: Duration) {
    self.interval = interval
  }

  package struct Iterator: AsyncIteratorProtocol {
    let interval: Duration
    private let clock = ContinuousClock()
    private var last: ContinuousClock.Instant?

    init(interval: Duration) {
      self.interval = interval
    }

    package mutating func next() async -> ContinuousClock.Instant? {
      var deadline = (last ?? clock.now).advanced(by: interval)
      while deadline.advanced(by: interval) <= clock.now { deadline = deadline.advanced(by: interval) }
      do {
        try await clock.sleep(until: deadline)
      } catch {
        return nil
      }
      last = deadline
      return clock.now
    }
  }

  package func makeAsyncIterator() -> Iterator { Iterator(interval: interval) }
}
