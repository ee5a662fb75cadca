// Which steps of a run had to come before which, and which pairs of them could have come the other way round.

import EventLoops

/// The order that a run could not have avoided: posting, the clock, and conflicts, closed under transitivity.
///
/// Steps are compared within their epoch: everything before an advance of the clock, which happens when nothing is ready,
/// comes before everything after it. A segment of a task that resumed only to wait again for other tasks does not
/// count as a step: a run in which the task finds all of them finished is of the same class.
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
  /// A hash for each step, of its event and of all that led to it: what its event was posted after, and other predecessors.
  private(set) var origins: [UInt64] = []
  /// A hash for each step, of its origin and of the steps that it conflicts with.
  private var pasts: [UInt64] = []
  /// The sums of the hashes of the steps before each step, and of all.
  private var sums: [UInt64] = [0]
  /// The first step of the instant of each step.
  private var firsts: [Int] = []
  /// The reversible races of the run, as pairs of steps, the later one ascending.
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
    origins.removeLast(origins.count - known)
    pasts.removeLast(pasts.count - known)
    sums.removeLast(sums.count - known - 1)
    firsts.removeLast(firsts.count - known)
    while let race = races.last, race.second >= known { races.removeLast() }
    for j in known..<max(count, known) {
      let isLater = j > 0 && steps[j].epoch != steps[j - 1].epoch
      let first = j == 0 ? 0 : isLater ? j : firsts[j - 1]
      firsts.append(first)
      lates.append(steps[j].lateHash)
      isIdle.append(steps[j].isIdle)
      for _ in 0..<words { rows.append(0) }
      let event = record.events[steps[j].event]
      if event.poster >= first { precede(event.poster, j) }
      var hash = event.name ^ steps[j].choices
      var origin = Self.mixed(sums[first])
      for i in record.predecessors(of: j) {
        if i >= first {
          precede(i, j)
          origin &+= pasts[i]
        }
        if i < first || !record.conflict(i, j) { hash &+= hashes[i] }
      }
      // Which event posts something that has other predecessors may depend on the schedule.
      if event.poster >= first && !record.hasPredecessors(j) { origin &+= pasts[event.poster] }
      origins.append(origin &+ event.name)
      if steps[j].isIdle {
        hashes.append(0)
        pasts.append(0)
        sums.append(sums[j])
        continue
      }
      var past = origins[j] ^ steps[j].choices
      for i in stride(from: j - 1, through: first, by: -1) where !isIdle[i] && record.conflict(i, j) {
        past &+= pasts[i]
        hash &+= hashes[i]
        if !comes(i, before: j) {
          races.append((i, j))
          precede(i, j)
        }
      }
      hashes.append(Self.mixed(hash))
      pasts.append(Self.mixed(past))
      sums.append(sums[j] &+ hashes[j])
    }
  }

  /// A hash of the run's class: equal for runs that differ only in the order of steps that do not conflict.
  var classHash: UInt64 { sums[count] }

  @inline(__always)
  private static func mixed(_ hash: UInt64) -> UInt64 {
    let mixed = (hash ^ (hash >> 31)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 29)
  }

  /// Whether step `i` had to come before step `j`, of the same instant.
  @inline(__always)
  func comes(_ i: Int, before j: Int) -> Bool {
    rows[j * words + i / 64] & (1 << UInt64(i % 64)) != 0
  }

  /// Adds to a list the steps after `step`, of its instant, that did not have to come after it.
  func addSteps(notNeeding step: Int, to list: inout [Int]) {
    for later in step + 1..<max(count, step + 1) {
      if firsts[later] != firsts[step] { return }
      if !comes(step, before: later) { list.append(later) }
    }
  }

  private mutating func precede(_ i: Int, _ j: Int) {
    for word in 0..<words { rows[j * words + word] |= rows[i * words + word] }
    rows[j * words + i / 64] |= 1 << UInt64(i % 64)
  }
}
