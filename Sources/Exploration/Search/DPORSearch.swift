// The systematic search: every schedule, or one of each class of schedules that no event can distinguish.

import EventLoops

/// Walks through the tree of schedules, one run a call, by the choices of the run before.
///
/// The reduced search is optimal DPOR, with sleep sets and wakeup trees (Abdulla, Aronis, Jonsson and Sagonas, "Source
/// Sets: A Foundation for Optimal Dynamic Partial Order Reduction", J. ACM 2017), with every event as a process of one
/// step. It can be bounded by the number of races that a schedule reverses (Jensen, Møller, Raychev, Dimitrov and Vechev,
/// "Stateless Model Checking of Event-Driven Applications", OOPSLA 2015). Only a search that is neither bounded nor
/// stopped has seen every class.
///
/// The events of a program may touch other things when they come before something that they came after, unlike the steps
/// of that paper. As soon as one has, the search starts over with the source sets of the same paper, which are sound in
/// spite of that, and lead to redundant runs. Such a run ends as soon as all ready events are asleep.
///
/// What is left to try at a point can be searched by other searches at the same time; see `DividedSearch`.
final class DPORSearch: ScheduleDriver {
  /// How much of the tree is walked through.
  enum Extent: Hashable {
    /// Every order of ready events.
    case everyOrder
    /// One order of each class, with a bound on the number of reversed races.
    case reduced(reversals: Int)
  }

  let extent: Extent
  private let kept: Int
  /// After how many runs a search is divisible, if it can be: a small one is over before another thread has begun.
  private let wholeRuns: Int
  static let wholeRuns = 1 << 8
  /// The point whose chosen event all runs of the search begin with, for the search of a branch; -1 for a whole search.
  let floor: Int
  /// Whether that was what the search of which it is a branch would turn to, so that all that is above the branch is known.
  private let isNext: Bool
  // `@exclusivity(unchecked)`: the search is called between the events of one loop, never from within itself.
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  var
    points: [Point] = [],
    /// How many points of the present run have been passed.
    passed = 0,
    /// The point of each step of the present run.
    pointOfStep: [Int] = [],
    /// What was tried at the points of the present schedule and what is asleep at them.
    tried = TriedEvents(),
    /// What is left to try at them.
    trees = WakeupTrees(),
    /// The present run, and how many of the next run's steps will be the same.
    run: ObservedRun,
    sameSteps = 0,
    /// What events have touched, as long as it was always the same.
    footprints = FootprintTable(),
    /// How many runs have ended since the search began, or began again.
    ended = 0,
    /// About how many runs made the same choice at a point before another one was made, lately, by the number of the point.
    sizes: [Int] = [],
    /// The last run, until the next one begins; nil if it was made elsewhere.
    lastRecord: ScheduleRecord?,
    /// What the steps of the last run touched up to the last point, if it was made elsewhere.
    touchedElsewhere: [Footprint] = [],
    /// What a branch has found for the points up to its own, in that order.
    offers = OfferList()
  /// Whether the rest of the present run is known, every ready event being asleep.
  private(set) var isRedundant = false
  /// Whether the program did not offer what it offered before under the same choices.
  private(set) var hasDiverged = false
  /// Whether a reversal was left out because of the bound.
  var isCut = false
  /// Whether a schedule was left out because it is not fair: an event would wait in it while a long chain of others runs.
  var isFairOnly = false
  /// Whether every event has touched the same wherever it ran.
  private(set) var isExact: Bool
  /// Whether the search begins again, so that none of its runs counts up to now.
  private(set) var hasStartedOver = false
  /// Whether there is nothing left to run.
  var isOver = false

  /// A search that has run nothing.
  ///
  /// - Parameters:
  ///   - extent: How much of the tree is walked through.
  ///   - isExact: Whether to take it that an event touches the same wherever it runs, until a run shows otherwise.
  ///   - kept: How many steps each run begins with that are given: no race with one of them is reversed.
  ///   - wholeRuns: After how many runs the search is divisible, if it can be.
  ///   - footprints: Where what events touch is kept.
  init(
    _ extent: Extent, exact isExact: Bool = true, keeping kept: Int = 0, wholeRuns: Int = DPORSearch.wholeRuns,
    footprints: FootprintTable = FootprintTable()
  ) {
    self.extent = extent
    self.kept = kept
    self.wholeRuns = wholeRuns
    (floor, isNext) = (-1, true)
    self.isExact = isExact
    self.footprints = footprints
    run = ObservedRun(exact: isExact)
  }

  /// A search of a branch of another search.
  init(_ branch: SearchBranch) {
    (extent, kept, wholeRuns) = (branch.extent, 0, 0)
    (floor, isNext) = (branch.floor, branch.isNext)
    isExact = branch.isExact
    run = ObservedRun(exact: isExact)
    (points, tried, trees) = (branch.points, branch.tried, branch.trees)
    (ended, sizes) = (branch.ended, branch.sizes)
    if let table = branch.table { footprints = table }
  }

  /// Whether branches of the search can be searched elsewhere, and there is enough of them.
  var isDivisible: Bool { extent != .everyOrder && kept == 0 && ended >= wholeRuns }

  /// Makes ready for the next run.
  func beginRun() {
    lastRecord = nil
    passed = 0
    pointOfStep.removeAll(keepingCapacity: true)
    (isRedundant, endsRun) = (false, false)
    hasStartedOver = false
  }

  /// Which segments of tasks are the last ones shows at the end of a run, so a run with tasks goes to its end.
  private(set) var endsRun = false

  func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
    if isRedundant { return 0 }
    if passed < points.count {
      beginStep(at: passed)
      let chosen = points[passed - 1].chosen
      if let index = ready.firstIndex(where: { record.name(of: $0) == chosen }) { return index - ready.startIndex }
      hasDiverged = true
      return 0
    }
    return extend(ready, record)
  }

  func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? {
    if isRedundant { return nil }
    if passed == points.count {
      var point = newPoint()
      point.options = options
      points.append(point)
    }
    passed += 1
    return points[passed - 1].picked
  }

  private func beginStep(at point: Int) {
    pointOfStep.append(point)
    passed += 1
  }

  private func newPoint() -> Point {
    let reversals = points.last?.reversalsAfter ?? 0
    return Point(
      done: tried.noneDone, asleep: tried.noneAsleep, reversals: reversals, reversalsAfter: reversals, began: ended)
  }

  /// Takes the first event of the wakeup tree, or the first ready event that is not asleep.
  private func extend(_ ready: ArraySlice<Int>, _ record: ScheduleRecord) -> Int {
    var point = newPoint()
    if extent == .everyOrder {
      let fair = ready.filter { !record.isUnfair($0, among: ready) }
      if fair.count < ready.count { isFairOnly = true }
      point.ready = fair.map { record.name(of: $0) }
    } else if let before = pointOfStep.last {
      point.asleep = tried.fallAsleep(points[before].asleep, points[before].done, after: record)
      if points[before].below != WakeupTrees.empty {
        point.rest = trees.takeRoots(of: &points[before].below, after: record.steps[record.steps.count - 1].choices) {
          name in
          !tried.isAsleep(name, in: point.asleep) && ready.contains { record.name(of: $0) == name }
        }
      }
    }
    let chosen: Int?
    if advance(&point) {
      chosen = ready.firstIndex { record.name(of: $0) == point.chosen }
    } else {
      chosen = ready.firstIndex {
        if tried.isAsleep(record.name(of: $0), in: point.asleep) { return false }
        if record.isUnfair($0, among: ready) { isFairOnly = true } else { return true }
        return false
      }
    }
    guard let chosen else {
      tried.forget(done: point.done, asleep: point.asleep)
      isRedundant = true
      endsRun = !record.hasTasks
      return 0
    }
    point.chosen = record.name(of: ready[chosen])
    points.append(point)
    beginStep(at: points.count - 1)
    return chosen - ready.startIndex
  }

  /// Turns to the first event of what is left to try at a point; false if nothing is.
  func advance(_ point: inout Point) -> Bool {
    guard let root = trees.popRoot(of: &point.rest) else { return false }
    (point.root, point.expected) = (root.place, root.node.footprint)
    (point.chosen, point.reversalsAfter, point.below) = (root.node.name, root.node.reversals, root.node.below)
    return true
  }

  /// Learns from the run that has just ended, and turns to the next schedule.
  ///
  /// - Returns: The hash of the run's class; nil if the run was redundant.
  func endRun(_ record: ScheduleRecord) -> UInt64? {
    run.look(at: record, count: min(pointOfStep.count, record.steps.count), knowing: sameSteps)
    if record.hasMetActors { tried.hasActors = true }
    defer { run.end() }
    ended += 1
    lastRecord = record
    let hash = isRedundant ? nil : run.order.classHash
    if case .reduced(let bound) = extent {
      if record.hasLearned {
        isExact = false
        startOver()
        return hash
      }
      if isExact {
        isExact = footprints.agrees(with: record, run.order, from: sameSteps)
        if !isExact {
          startOver()
          return hash
        }
        run.isExact = !footprints.isFull
      }
      branch(record, bound)
    }
    isOver = !turn()
    return hash
  }

  /// Begins again without the assumption that an event touches the same wherever it runs.
  private func startOver() {
    run.isExact = false
    hasStartedOver = true
    isOver = false
    points.removeAll()
    let hasActors = tried.hasActors
    (tried, trees, footprints) = (TriedEvents(), WakeupTrees(), FootprintTable())
    tried.hasActors = hasActors
    sameSteps = 0
    (ended, sizes) = (0, [])
    (isCut, isFairOnly) = (false, false)
  }

  /// Adds to the wakeup trees what reverses a race of the run and belongs to no class that is, was or will be met.
  ///
  /// Also for races of steps that the run before had, too, since what follows them is part of a sequence.
  private func branch(_ record: ScheduleRecord, _ bound: Int) {
    let isLong = record.steps.count > ScheduleRecord.longestOvertaking
    for race in run.order.races where race.first >= kept {
      if isLong, record.isUnfair(record.steps[race.second].event, before: record.steps[race.first].event) {
        isFairOnly = true
        continue
      }
      run.reverse(race)
      addSequence(at: pointOfStep[race.first], bound)
    }
    // A ready event that a step took back is not in the run, but could have come before that step.
    for withdrawal in record.withdrawals where (kept..<max(run.order.count, kept)).contains(withdrawal.step) {
      run.reverse(withdrawalOf: withdrawal.event, by: withdrawal.step)
      addSequence(at: pointOfStep[withdrawal.step], bound)
    }
  }

  /// Adds the run's sequence to the wakeup tree of a point, unless it is covered.
  private func addSequence(at place: Int, _ bound: Int) {
    let point = points[place]
    if tried.cover(run, done: point.done, asleep: point.asleep) { return }
    guard let fork = trees.fork(of: run, from: point.rest) else { return }
    if place <= floor {
      offers.add(run, at: place)
      // What was added above a branch before its turn may keep a sequence from being covered by one that the branch has found.
      if !isNext { return }
    }
    add(run, at: fork, of: place, bound, isElsewhere: place <= floor)
  }

  /// Adds a sequence to the wakeup tree of a point.
  func add(_ sequence: some EventSequence, at fork: WakeupTrees.Fork, of place: Int, _ bound: Int, isElsewhere: Bool) {
    let reversals = trees.reversals(before: fork, from: points[place].reversals) + 1
    if reversals <= bound {
      trees.grow(fork, of: sequence, to: &points[place].rest, reversals: reversals)
    } else if !isElsewhere {
      isCut = true
    }
  }
}
