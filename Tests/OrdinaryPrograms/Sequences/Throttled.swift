// At most one element in an interval.

/// The elements of a sequence, with at least an interval between two of them.
///
/// Of the elements of an interval the latest one or the earliest one is kept. The last element comes before the end, and no
/// earlier than its interval allows.
package struct Throttled<Base: AsyncSequence>: AsyncSequence {
  package typealias Element = Base.Element

  let base: Base
  let interval: Duration
  let latest: Bool

  package init(_ base: Base, for interval: Duration, latest: Bool = true) {
    (self.base, self.interval, self.latest) = (base, interval, latest)
  }

  package struct Iterator: AsyncIteratorProtocol {
    var base: Base.AsyncIterator
    let interval: Duration
    let latest: Bool
    private let clock = ContinuousClock()
    private var last: ContinuousClock.Instant?

    init(base: Base.AsyncIterator, interval: Duration, latest: Bool) {
      (self.base, self.interval, self.latest) = (base, interval, latest)
    }

    package mutating func next() async throws -> Element? {
      var kept: Element?
      while let element = try await base.next() {
        if kept == nil || latest { kept = element }
        guard let last else { break }
        if last.duration(to: clock.now) >= interval { break }
        if Task.isCancelled { return nil }
        continue
      }
      if let last, kept != nil, last.duration(to: clock.now) < interval {
        try? await clock.sleep(until: last.advanced(by: interval))
      }
      last = clock.now
      return kept
    }
  }

  package func makeAsyncIterator() -> Iterator {
    Iterator(base: base.makeAsyncIterator(), interval: interval, latest: latest)
  }
}
