// Which events have to run in the order in which they were posted, whatever the policy.

/// The reactions of each future: they run in the order in which they were added, a law that no policy may break.
struct ReactionOrder {
  private struct Last {
    var sequence: Int
    /// How many reactions the future has had.
    var count = 0
  }

  // Looked up by the name of a state and never walked through.
  private var last: [UInt64: Last] = [:]
  /// For reactions that may not run yet, the one before.
  private var predecessors: [Int: Int] = [:]
  /// For other events that may not run yet, those before.
  private var lists: [Int: [Int]] = [:]
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
    if let before { predecessors[sequence] = before.sequence }
    return before?.sequence
  }

  /// Keeps an event behind others, which were posted before.
  mutating func order(_ sequence: Int, after before: [Int]) {
    if !before.isEmpty { lists[sequence] = before }
  }

  /// The places in the queue of the events that may run; nil if all of them may.
  mutating func eligible(_ ready: borrowing ReadyQueue) -> [Int]? {
    if predecessors.isEmpty, lists.isEmpty { return nil }
    var places: [Int] = []
    for place in 0..<ready.count {
      if let before = predecessors[ready.sequence(at: place)] {
        // The reaction before was posted before, so it has run unless it is ready.
        if (0..<ready.count).contains(where: { ready.sequence(at: $0) == before }) { continue }
        predecessors[ready.sequence(at: place)] = nil
      }
      if let before = lists[ready.sequence(at: place)] {
        if (0..<ready.count).contains(where: { before.contains(ready.sequence(at: $0)) }) { continue }
        lists[ready.sequence(at: place)] = nil
      }
      places.append(place)
    }
    return places
  }
}
