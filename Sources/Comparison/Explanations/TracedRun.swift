// A run with the descent of its events: which event of the loop each belongs to, and what set that off.

import EventLoops

/// A run, with the origin of each of its events according to its trace.
final class TracedRun {
  let run: StyleRun
  /// The number of each of its events, equal for those of all runs in which the same happened.
  let numbers: [Int]
  /// How often the run has each number.
  let counts: NumberCounts
  /// The place of each of its events in the order in which its code causes them.
  private(set) lazy var descentPlaces = DescentOrder(of: self).places
  /// Where a call is answered more often than it was sent; nil if none is.
  private(set) lazy var indexOfSecondAnswer = findSecondAnswer()
  /// Whether the schedule preferred some event to an earlier one.
  private(set) lazy var wasShuffled = run.report.trace.hasShuffled
  /// The instants at which an event ran before one that was ready earlier.
  private(set) lazy var shuffledInstants = findShuffledInstants()
  /// The events of the loop, which most comparisons do without.
  private lazy var trace = run.report.trace.events
  private let order: [Int]

  init(_ run: StyleRun, _ numbers: [Int]) {
    self.run = run
    self.numbers = numbers
    counts = NumberCounts(numbers)
    order = run.report.trace.order
  }

  var events: [SemanticEvent] { run.events }

  /// The first event with a number.
  func first(_ number: Int) -> SemanticEvent? { numbers.firstIndex(of: number).map { events[$0] } }

  /// The event of the loop in which something happened; nil before the loop's first event, and without a trace.
  func loopEvent(of event: SemanticEvent) -> TraceEvent? {
    guard order.indices.contains(event.turn - 1) else { return nil }
    return trace[order[event.turn - 1]]
  }

  /// The event of the loop in which something happened, and those that set it off, the nearest first.
  func descent(of event: SemanticEvent) -> some Sequence<TraceEvent> {
    sequence(first: loopEvent(of: event), next: { [trace] in $0?.cause.map { trace[$0] } ?? .some(nil) })
      .lazy.prefix { $0 != nil }.compactMap { $0 }
  }

  /// How many events of the same instant led from the first one to that in which something happened.
  func hops(to event: SemanticEvent) -> Int {
    var count = 0
    for step in descent(of: event) {
      guard step.cause != nil, step.postedAt == event.instant else { break }
      count += 1
    }
    return count
  }

  /// Whether something was set off by one of the loop's events with these sequences.
  func isSetOff(_ event: SemanticEvent, by sequences: Range<Int>) -> Bool {
    descent(of: event).contains { sequences.contains($0.sequence) }
  }

  /// Whether a block of the loop made something late: in its own event, or in one that led to it.
  func isDelayed(_ event: SemanticEvent) -> Bool {
    var instant = event.instant
    for step in descent(of: event) {
      guard let ranAt = step.ranAt else { return false }
      if ranAt > step.due || instant > ranAt { return true }
      instant = step.postedAt
    }
    return false
  }

  /// How long each event blocked the loop that did, as far as something shows when it was over.
  var blocks: [Duration] {
    var ends = [Instant](repeating: .zero, count: trace.count)
    func note(_ end: Instant, of sequence: Int) { ends[sequence] = max(ends[sequence], end) }
    for event in trace { if let cause = event.cause { note(event.postedAt, of: cause) } }
    for event in events { if let loopEvent = loopEvent(of: event) { note(event.instant, of: loopEvent.sequence) } }
    for (sequence, next) in zip(order, order.dropFirst()) {
      // The next event was late: it ran as soon as the loop was free.
      if let ranAt = trace[next].ranAt, ranAt > trace[next].due { note(ranAt, of: sequence) }
    }
    return order.compactMap { sequence in
      guard let ranAt = trace[sequence].ranAt, ends[sequence] > ranAt else { return nil }
      return ranAt.duration(to: ends[sequence])
    }
  }

  private func findShuffledInstants() -> Set<Instant> {
    var instants: Set<Instant> = []
    var turns = [Int](repeating: .max, count: trace.count)
    for (turn, sequence) in order.enumerated() { turns[sequence] = turn }
    // Among the events of one instant, in the order in which they ran: one that ran before an earlier post was preferred
    // to it, if that was due by then.
    var first = 0
    while first < order.count {
      let instant = trace[order[first]].ranAt
      let end = order[first...].firstIndex { trace[$0].ranAt != instant } ?? order.count
      var least = Int.max
      for sequence in order[first..<end].reversed() {
        if sequence > least, let instant { instants.insert(instant) }
        // Timers wait by their due times; only what was ready before the instant began, or is posted in it, is in line.
        least = min(least, sequence)
      }
      first = end
    }
    return instants
  }
}
