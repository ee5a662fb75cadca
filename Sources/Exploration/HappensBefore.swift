// Which steps of a run had to come before which, and which pairs of them could have come the other way round.

import EventLoops

/// The order that a run could not have avoided: posting, the clock, and conflicts, closed under transitivity.
///
/// Steps are compared within their epoch: all that happens before the clock moves, because nothing is ready, comes before
/// all that happens after. A segment of a task that only went on waiting for other tasks is no step of its own: a run in
/// which the task finds all of them finished at once is of the same class.
struct HappensBefore {
  /// How many steps were looked at.
  private(set) var count = 0
  /// How many words a row of bits has.
  private var words = 1
  /// A row of bits for each step: those of its instant that come before it.
  private var rows: [UInt64] = []
  /// A hash for each step, of its event and of the steps that it conflicts with.
  private var hashes: [UInt64] = []
  /// For each step a hash of what was known of it only when its run was over.
  private var lates: [UInt64] = []
  /// Whether a step is idle: its hash is 0, and no other step conflicts with it.
  private var isIdle: [Bool] = []
  /// The first step of the instant of each step.
  private var firsts: [Int] = []
  /// The reversible races among the steps that were looked at last, as pairs of steps, the later one ascending.
  private(set) var races: [(first: Int, second: Int)] = []

  /// Has looked at nothing.
  init() {}

  /// Looks at the first `count` steps of a run.
  ///
  /// - Complexity: O(n²) conflict tests within each instant.
  init(_ record: ScheduleRecord, count: Int) {
    look(at: record, count: count)
  }

  /// Looks at a run that begins as the one did that was looked at before: only at what is new in it.
  ///
  /// - Parameters:
  ///   - record: The run.
  ///   - count: How many of its steps are to be looked at.
  ///   - known: How many steps, from the first one on, are the same as in the run before.
  /// - Complexity: O(new steps · n) conflict tests within each instant.
  mutating func look(at record: ScheduleRecord, count: Int, knowing known: Int = 0) {
    let wordsNeeded = max((count + 63) / 64, 1)
    // What is known only at the end, as which segment of a task was its last, may be different now.
    let steps = record.steps
    let known = wordsNeeded == words ? (0..<min(known, self.count)).prefix { steps[$0].lateHash == lates[$0] }.count : 0
    words = wordsNeeded
    self.count = count
    lates.removeLast(lates.count - known)
    isIdle.removeLast(isIdle.count - known)
    rows.removeLast(rows.count - known * words)
    hashes.removeLast(hashes.count - known)
    firsts.removeLast(firsts.count - known)
    races.removeAll(keepingCapacity: true)
    for j in known..<max(count, known) {
      let isLater = j > 0 && steps[j].epoch != steps[j - 1].epoch
      let first = j == 0 ? 0 : isLater ? j : firsts[j - 1]
      firsts.append(first)
      lates.append(steps[j].lateHash)
      isIdle.append(steps[j].isIdle)
      for _ in 0..<words { rows.append(0) }
      let event = record.events[steps[j].event]
      if event.poster >= first { precede(event.poster, j) }
      var hash = event.name
      for i in record.predecessors(of: j) {
        if i >= first { precede(i, j) }
        if i < first || !record.conflict(i, j) { hash &+= hashes[i] }
      }
      if steps[j].isIdle {
        hashes.append(0)
        continue
      }
      for i in stride(from: j - 1, through: first, by: -1) where !isIdle[i] && record.conflict(i, j) {
        hash &+= hashes[i]
        if !comes(i, before: j) {
          races.append((i, j))
          precede(i, j)
        }
      }
      hash = (hash ^ (hash >> 31)) &* 0x94D0_49BB_1331_11EB
      hashes.append(hash ^ (hash >> 29))
    }
  }

  /// A hash of the run's class: equal for runs that differ only in the order of steps that do not conflict.
  var classHash: UInt64 { hashes.reduce(0, &+) }

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
