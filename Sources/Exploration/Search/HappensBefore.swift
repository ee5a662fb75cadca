// Which steps of a run had to come before which, and which pairs of them could have come the other way round.

import EventLoops

/// The order that a run could not have avoided: posting, the clock, and conflicts, closed under transitivity.
///
/// Steps are compared within their epoch: everything before an advance of the clock, which happens when nothing is ready,
/// comes before everything after it. A segment of a task that resumed only to wait again for other tasks does not
/// count as a step: a run in which the task finds all of them finished is of the same class.
struct HappensBefore {
  /// What is known of a step.
  private struct Step {
    /// A hash of what was known of it only when its run was over.
    let late: UInt64
    let epoch: Int
    /// The first step of its instant.
    let first: Int
    /// Whether it is idle: its hash is 0, and no other step conflicts with it.
    let isIdle: Bool
    /// A hash of its event and of all that led to it: what its event was posted after, and other predecessors.
    let origin: UInt64
    /// A hash of its event and of the steps that it conflicts with.
    var hash: UInt64 = 0
    /// A hash of its origin and of the steps that it conflicts with.
    var past: UInt64 = 0
    /// The sum of the hashes of the steps up to this one.
    var sum: UInt64
  }

  /// How many steps were looked at.
  private(set) var count = 0
  /// How many words a row of bits has.
  private var words = 1
  private var steps: [Step] = []
  /// A row of bits for each step: those of its instant that come before it.
  private var rows: [UInt64] = []
  /// The steps with which each of the new steps conflicts.
  private var conflicts = ConflictRows()
  /// The reversible races of the run, as pairs of steps, the later one ascending.
  private(set) var races: [(first: Int, second: Int)] = []

  /// Has looked at nothing.
  init() {}

  /// Looks at the first `count` steps of a run.
  ///
  /// - Complexity: O(accesses, and conflicts within each instant).
  init(_ record: ScheduleRecord, count: Int) {
    look(at: record, count: count)
  }

  /// Looks at a run that begins as the one did that was looked at before: only at what is new in it.
  ///
  /// - Parameters:
  ///   - record: The run.
  ///   - count: How many of its steps are to be looked at.
  ///   - known: How many steps, from the first one on, are the same as in the run before.
  /// - Complexity: O(accesses of the new steps and of their instants, and conflicts within these).
  mutating func look(at record: ScheduleRecord, count: Int, knowing known: Int = 0) {
    let wordsNeeded = max((count + 63) / 64, 1)
    // What is known only at the end, as which segment of a task was its last, may be different now.
    var same = 0
    if wordsNeeded == words {
      let limit = min(known, self.count)
      while same < limit, record.lateHash(of: same) == steps[same].late { same += 1 }
    }
    words = wordsNeeded
    self.count = count
    steps.removeLast(steps.count - same)
    rows.removeLast(rows.count - same * words)
    while let race = races.last, race.second >= same { races.removeLast() }
    if same >= count { return }
    steps.reserveCapacity(count)
    rows.append(contentsOf: repeatElement(0, count: count * words - rows.count))
    conflicts.find(same..<count, in: record, words: words)
    for j in same..<count { add(j, of: record) }
  }

  /// Adds what is known of a step.
  private mutating func add(_ j: Int, of record: ScheduleRecord) {
    let it = record.outline(of: j)
    let first = j == 0 ? 0 : it.epoch != steps[j - 1].epoch ? j : steps[j - 1].first
    if it.poster >= first { precede(it.poster, j) }
    var hash = it.name ^ it.choices
    var origin = Self.mixed(first == 0 ? 0 : steps[first - 1].sum)
    if !it.edges.isEmpty {
      for edge in it.edges {
        let i = record.predecessor(at: edge)
        if i >= first {
          precede(i, j)
          origin &+= steps[i].past
        }
        if i < first || !conflicts(i, j) { hash &+= steps[i].hash }
      }
    } else if it.poster >= first {
      // Which event posts something that has other predecessors may depend on the schedule.
      origin &+= steps[it.poster].past
    }
    let sum = j == 0 ? 0 : steps[j - 1].sum
    var step = Step(
      late: it.lateHash, epoch: it.epoch, first: first, isIdle: it.isIdle, origin: origin &+ it.name, sum: sum)
    if !step.isIdle {
      var past = step.origin ^ it.choices
      // From the last one to the first one.
      for word in stride(from: (j - 1) >> 6, through: first >> 6, by: -1) {
        var bits = conflicts.word(word, of: j)
        while bits != 0 {
          let bit = 63 - bits.leadingZeroBitCount
          bits ^= 1 << UInt64(bit)
          let i = word * 64 + bit
          if steps[i].isIdle { continue }
          past &+= steps[i].past
          hash &+= steps[i].hash
          if !comes(i, before: j) {
            races.append((i, j))
            precede(i, j)
          }
        }
      }
      step.hash = Self.mixed(hash)
      step.past = Self.mixed(past)
      step.sum = sum &+ step.hash
    }
    steps.append(step)
  }

  /// Whether a step and a new one, of the same instant, conflict.
  private func conflicts(_ i: Int, _ j: Int) -> Bool {
    conflicts.word(i >> 6, of: j) & (1 << UInt64(i & 63)) != 0
  }

  /// A hash of a step's event and of all that led to it: what its event was posted after, and other predecessors.
  func origin(of step: Int) -> UInt64 { steps[step].origin }

  /// A hash of the run's class: equal for runs that differ only in the order of steps that do not conflict.
  var classHash: UInt64 { count == 0 ? 0 : steps[count - 1].sum }

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
      if steps[later].first != steps[step].first { return }
      if !comes(step, before: later) { list.append(later) }
    }
  }

  private mutating func precede(_ i: Int, _ j: Int) {
    for word in 0..<words { rows[j * words + word] |= rows[i * words + word] }
    rows[j * words + i / 64] |= 1 << UInt64(i % 64)
  }
}
