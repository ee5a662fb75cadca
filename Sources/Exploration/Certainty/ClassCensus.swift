// The classes of schedules that begin like a failing run, gathered by searches below its beginnings.

import EventLoops

/// The classes that were met, each with how much of the failing run it can begin with.
struct ClassCensus {
  private let failing: KnownRun
  private let subject: Subject
  private let limits: VirtualEventLoop.Limits
  /// For each class how many steps of the failing run it begins with, and whether it fails.
  private var classes: [UInt64: (steps: Int, fails: Bool)] = [:]
  private(set) var runs = 0
  /// Whether classes are not what they seem: some runs of one fail and others do not, or a search has missed one.
  private(set) var isContradicted = false

  init(along failing: KnownRun, of subject: Subject, _ limits: VirtualEventLoop.Limits) {
    (self.failing, self.subject, self.limits) = (failing, subject, limits)
    note(failing)
  }

  /// Runs each class that begins with the first steps of the failing run.
  ///
  /// - Parameters:
  ///   - count: The number of these steps.
  ///   - limit: The most runs.
  /// - Returns: Whether every class was run; false if the limit was reached, a run was cut, or a schedule did not repeat.
  mutating func search(after count: Int, _ limit: Int) -> Bool {
    let search = DPORSearch(.reduced(reversals: .max), keeping: count)
    let beginning = Array(failing.steps.prefix(count))
    var isWhole = true
    for _ in 0..<limit {
      search.beginRun()
      let run = KnownRun(of: subject, search, after: beginning, limits, .leftovers)
      runs += 1
      guard let record = run.trial.record, !run.hasBegunOtherwise else { return false }
      let isNew = search.endRun(record) != nil
      if search.hasDiverged { return false }
      if run.isCut { isWhole = false } else if isNew { note(run) }
      if search.isOver { return isWhole && !search.isCut && !search.isFairOnly }
    }
    return false
  }

  /// Runs a schedule that the exploration met, to see whether its class was found.
  ///
  /// - Parameter first: From which count of steps on every class is known.
  mutating func verify(_ schedule: ReplayScheduler, exactFrom first: Int) {
    let run = KnownRun(of: subject, schedule, limits, .leftovers)
    runs += 1
    if !run.isCut, let steps = note(run), steps >= first { isContradicted = true }
  }

  /// Notes the class of a run; returns how many steps it shares, and nil if the class was known.
  @discardableResult
  private mutating func note(_ run: KnownRun) -> Int? {
    guard let order = run.order else { return nil }
    let hash = order.classHash
    if let known = classes[hash] {
      if known.fails != run.fails { isContradicted = true }
      return nil
    }
    let steps = countOfSteps(sharedBy: run, order, hash)
    classes[hash] = (steps, run.fails)
    return steps
  }

  /// How many steps of the failing run some run of a class begins with: as many as a run shows that is made for it.
  private mutating func countOfSteps(sharedBy run: KnownRun, _ order: HappensBefore, _ hash: UInt64) -> Int {
    var (shown, possible) = run.countsOfSteps(sharedWith: failing, order)
    var tooMany = possible + 1
    while shown + 1 < tooMany {
      runs += 1
      let beginning = run.steps(beginningAs: failing, possible)
      let moved = KnownRun(of: subject, FIFOScheduler(), after: beginning, limits, .leftovers)
      let isSame = !moved.hasBegunOtherwise && moved.order?.classHash == hash
      // Where events note all that they touch, the first run is of the class.
      if isSame { shown = possible } else { tooMany = possible }
      possible = shown + (tooMany - shown) / 2
    }
    return shown
  }

  /// The counts before the first step and after each.
  ///
  /// - Parameter first: From which count of steps on every class is known.
  func counts(exactFrom first: Int) -> [PointOfNoReturn.Count] {
    var counts = [(failing: Int, classes: Int)](repeating: (0, 0), count: failing.steps.count + 1)
    for (steps, fails) in classes.values {
      counts[steps].classes += 1
      if fails { counts[steps].failing += 1 }
    }
    for index in counts.indices.dropLast().reversed() {
      counts[index].classes += counts[index + 1].classes
      counts[index].failing += counts[index + 1].failing
    }
    return counts.enumerated().map { index, count in
      PointOfNoReturn.Count(failing: count.failing, classes: count.classes, isExact: index >= first)
    }
  }
}
