// Which events have to run in the order in which they were posted, whatever the policy.

/// The reactions of each future run in the order in which they were added, a law that no policy may break, and so do the segments of the
/// main actor as far as `MainActorOrder` knows their order.
struct ReactionOrder {
  private struct Last {
    var sequence: Int
    /// How many reactions the future has had.
    var count = 0
  }

  // Looked up by the name of a state and never walked through.
  private var last: [UInt64: Last] = [:]
  /// For events that may not run yet, those before.
  private var predecessors: [Int: [Int]] = [:]
  private var nextState: UInt64 = 0

  /// A name for state that is created now, on a loop that reorders events but is not driven.
  mutating func nameNewState() -> UInt64 {
    nextState += 1
    return nextState << 1 | 1
  }

  /// The number of the next reaction of a future among all of its reactions, from 0.
  func ordinal(of state: UInt64) -> Int { last[state].map { $0.count } ?? 0 }

  /// Adds a reaction; returns the sequence of the one before, if there was one.
  mutating func add(_ sequence: Int, of state: UInt64) -> Int? {
    let before = last[state]
    last[state] = Last(sequence: sequence, count: (before?.count ?? 0) + 1)
    if let before { order(sequence, after: [before.sequence]) }
    return before?.sequence
  }

  /// Keeps an event behind others, which were posted before.
  mutating func order(_ sequence: Int, after before: [Int]) {
    if !before.isEmpty { predecessors[sequence] = before }
  }

  /// The places in the queue of the events that may run; nil if all of them may.
  mutating func eligible(_ ready: borrowing ReadyQueue) -> [Int]? {
    if predecessors.isEmpty { return nil }
    var places: [Int] = []
    for place in 0..<ready.count {
      if let before = predecessors[ready.sequence(at: place)] {
        // What comes before was posted before, so it has run unless it is ready.
        if (0..<ready.count).contains(where: { before.contains(ready.sequence(at: $0)) }) { continue }
        predecessors[ready.sequence(at: place)] = nil
      }
      places.append(place)
    }
    return places
  }
}
