// Which steps of a run had to come before which, and which pairs of them could have come the other way round.

import EventLoops

/// The order that a run could not have avoided: posting, the clock, and conflicts, closed under transitivity.
///
/// Steps are compared within their instant: all that happens at one instant comes before all that happens at a later.
struct HappensBefore {
  /// How many steps were looked at.
  let count: Int
  private let words: Int
  /// A row of bits for each step: those of its instant that come before it.
  private var rows: [UInt64]
  /// The first step of each step's instant.
  private var firsts: [Int]
  /// A hash of the run's class: equal for runs that differ only in the order of steps that do not conflict.
  private(set) var classHash: UInt64 = 0
  /// The reversible races, as pairs of steps, the later one ascending.
  private(set) var races: [(first: Int, second: Int)] = []

  /// Looks at the first `count` steps of a run.
  ///
  /// - Complexity: O(n²) conflict tests within each instant.
  init(_ record: ScheduleRecord, count: Int) {
    self.count = count
    words = (count + 63) / 64
    rows = [UInt64](repeating: 0, count: count * words)
    firsts = []
    firsts.reserveCapacity(count)
    var hashes: [UInt64] = []
    hashes.reserveCapacity(count)
    var first = 0
    let steps = record.steps
    for j in 0..<count {
      if j > 0, steps[j].instant != steps[j - 1].instant { first = j }
      firsts.append(first)
      let event = record.events[steps[j].event]
      if event.poster >= first { precede(event.poster, j) }
      var hash = event.name
      for i in stride(from: j - 1, through: first, by: -1) {
        guard steps[i].footprint.conflicts(with: steps[j].footprint) else { continue }
        hash &+= hashes[i]
        if !comes(i, before: j) {
          races.append((i, j))
          precede(i, j)
        }
      }
      hash = (hash ^ (hash >> 31)) &* 0x94D0_49BB_1331_11EB
      hash ^= hash >> 29
      hashes.append(hash)
      classHash &+= hash
    }
  }

  /// Whether step `i` had to come before step `j`, of the same instant.
  @inline(__always)
  func comes(_ i: Int, before j: Int) -> Bool {
    rows[j * words + i / 64] & (1 << UInt64(i % 64)) != 0
  }

  /// The steps with any of which a run could begin, after the steps before `first`, that has `second` before `first`:
  /// those after `first`, up to `second`, that need neither `first` nor each other. Never empty.
  func initials(reversing first: Int, _ second: Int) -> [Int] {
    var free: [Int] = []
    var initials: [Int] = []
    for k in (first + 1)...second where k == second || !comes(first, before: k) {
      if !free.contains(where: { comes($0, before: k) }) { initials.append(k) }
      free.append(k)
    }
    return initials
  }

  private mutating func precede(_ i: Int, _ j: Int) {
    for word in 0..<words { rows[j * words + word] |= rows[i * words + word] }
    rows[j * words + i / 64] |= 1 << UInt64(i % 64)
  }
}
