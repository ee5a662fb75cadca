// Whether events have touched the same in all runs of a search.

import EventLoops

/// What each event has touched, by its origin: its name, and all that it was posted after.
///
/// What an event touches may also depend on what it reads, and so on what comes before it without having led to it.
/// Where that has happened in no run of a search that is over, it can happen in no run of the program: a run in which it
/// happens would have to begin as one of the search's runs does up to that event, so the search would have met it.
struct FootprintTable: Sendable {
  /// How many origins are kept.
  static let capacity = 1 << 18

  private var hashes: [UInt64: UInt64] = [:]
  private let capacity: Int

  init(capacity: Int = Self.capacity) {
    self.capacity = capacity
  }

  /// Whether what events of another origin touch will not be known.
  var isFull: Bool { hashes.count >= capacity }

  /// Takes in what events touched in other runs of the program, unless an event touched something else than it did before, or the
  /// table would be full then.
  ///
  /// - Returns: Whether it has taken it in.
  mutating func takeIn(_ other: FootprintTable) -> Bool {
    if hashes.count + other.hashes.count >= capacity { return false }
    for (origin, hash) in other.hashes {
      if let known = hashes[origin], known != hash { return false }
    }
    hashes.merge(other.hashes) { known, _ in known }
    return true
  }

  /// Whether the steps from `first` on touched what their events touched before, and none of them made a choice of another
  /// kind, withdrew a ready event, or resumed only to wait again, which may differ in another run.
  mutating func agrees(with record: ScheduleRecord, _ order: HappensBefore, from first: Int) -> Bool {
    if !record.withdrawals.isEmpty { return false }
    for step in first..<max(order.count, first) {
      let it = record.outline(of: step)
      if it.choices != 0 || it.isIdle { return false }
      let hash = record.accessHash(of: step)
      let origin = order.origin(of: step)
      if let known = hashes[origin] {
        if known != hash { return false }
      } else if !isFull {
        hashes[origin] = hash
      }
    }
    return true
  }
}
