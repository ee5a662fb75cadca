// The systematic search: every schedule, or one of each class of schedules that differ only in what cannot be told.

import EventLoops

/// Walks through the tree of schedules, one run a call, by the choices of the run before.
///
/// The reduced search is source-DPOR with sleep sets (Abdulla, Aronis, Jonsson and Sagonas, "Optimal Dynamic Partial
/// Order Reduction", POPL 2014), with every event as a process of one step, and can be bounded by the number of races
/// that a schedule reverses (Jensen, Møller, Raychev, Dimitrov and Vechev, "Stateless Model Checking of Event-Driven
/// Applications", OOPSLA 2015). Only a search that is neither bounded nor stopped has seen every class.
final class TreeSearch: ScheduleDriver {
  /// How much of the tree is walked through.
  enum Extent: Hashable {
    /// Every order of ready events.
    case everyOrder
    /// One order of each class, with at most so many races reversed.
    case reduced(reversals: Int)
  }

  /// A point of the present schedule at which something was chosen.
  private struct Point {
    /// The names of the ready events, where every order is walked through.
    var ready: [UInt64] = []
    var chosen: UInt64 = 0
    /// What the chosen event touched with other options of the choices that it makes itself.
    var otherwise = Footprint()
    /// Ready events that are to be tried here.
    var backtrack: [UInt64] = []
    /// Those that were.
    var done: Range<Int>
    /// Those that need not be, since what follows was seen elsewhere.
    var asleep: Range<Int>
    /// How many races the schedule reverses before this point.
    var reversals: Int
    /// For a choice of another kind: how many options there are, and which was picked.
    var options = 0
    var picked = 0

    var isChoiceOfEvent: Bool { options == 0 }
    /// How many races the schedule reverses up to and with this point.
    var reversalsAfter: Int { reversals + (done.isEmpty ? 0 : 1) }
  }

  private let extent: Extent
  /// How many steps at the beginning stay as they are: no race with one of them is reversed.
  private let kept: Int
  // `@exclusivity(unchecked)`: the search is called between the events of one loop, never from within itself.
  @exclusivity(unchecked) private var points: [Point] = []
  /// How many points of the present run have been passed.
  @exclusivity(unchecked) private var passed = 0
  /// The point of each step of the present run.
  @exclusivity(unchecked) private var pointOfStep: [Int] = []
  /// What was tried at the points of the present schedule and what is asleep at them.
  @exclusivity(unchecked) private var tried = TriedEvents()
  /// The order of the present run, and how many of the next run's steps will be the same.
  @exclusivity(unchecked) private var order = HappensBefore()
  @exclusivity(unchecked) private var sameSteps = 0
  /// Whether the rest of the present run is known, every ready event being asleep.
  private(set) var isRedundant = false
  /// Whether the program did not offer what it offered before under the same choices.
  private(set) var hasDiverged = false
  /// Whether a reversal was left out because of the bound.
  private(set) var isCut = false
  /// Whether there is nothing left to run.
  private(set) var isOver = false

  init(_ extent: Extent, keeping kept: Int = 0) {
    (self.extent, self.kept) = (extent, kept)
  }

  /// Makes ready for the next run.
  func beginRun() {
    passed = 0
    pointOfStep.removeAll(keepingCapacity: true)
    isRedundant = false
  }

  func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
    if isRedundant { return 0 }
    if passed < points.count {
      pointOfStep.append(passed)
      passed += 1
      let chosen = points[passed - 1].chosen
      if let index = ready.firstIndex(where: { record.events[$0].name == chosen }) { return index - ready.startIndex }
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

  private func newPoint() -> Point {
    Point(done: tried.noneDone, asleep: tried.noneAsleep, reversals: points.last?.reversalsAfter ?? 0)
  }

  /// Takes the first ready event that is not asleep.
  private func extend(_ ready: ArraySlice<Int>, _ record: ScheduleRecord) -> Int {
    var point = newPoint()
    if extent == .everyOrder {
      point.ready = ready.map { record.events[$0].name }
    } else if let before = pointOfStep.last {
      point.asleep = tried.fallAsleep(points[before].asleep, points[before].done, after: record)
    }
    let awake = ready.firstIndex { !tried.isAsleep(record.events[$0].name, in: point.asleep) }
    guard let awake else {
      tried.forget(done: point.done, asleep: point.asleep)
      isRedundant = true
      return 0
    }
    point.chosen = record.events[ready[awake]].name
    pointOfStep.append(points.count)
    points.append(point)
    passed += 1
    return awake - ready.startIndex
  }

  /// Learns from the run that has just ended, and turns to the next schedule.
  ///
  /// - Returns: The hash of the run's class; nil if the run was redundant.
  func endRun(_ record: ScheduleRecord) -> UInt64? {
    order.look(at: record, count: min(pointOfStep.count, record.steps.count), knowing: sameSteps)
    if extent != .everyOrder { markReversals(record) }
    let hash = isRedundant ? nil : order.classHash
    isOver = !turn(record)
    return hash
  }

  /// Marks where each race can be reversed that no run before has had.
  private func markReversals(_ record: ScheduleRecord) {
    for race in order.races where race.first >= kept { mark(reversing: race.first, race.second, record) }
    for step in kept..<max(order.count, kept) { markHiddenRaces(of: step, record) }
    // A ready event that a step took back is not in the run, but could have come before that step.
    for withdrawal in record.withdrawals
    where (sameSteps..<order.count).contains(withdrawal.step) && withdrawal.step >= kept {
      let point = pointOfStep[withdrawal.step]
      let name = record.events[withdrawal.event].name
      if !points[point].backtrack.contains(name) { points[point].backtrack.append(name) }
    }
  }

  /// Marks, where `first` ran, what a run begins with that has `second` before `first`; unless such a run is covered.
  private func mark(reversing first: Int, _ second: Int, _ record: ScheduleRecord) {
    let point = pointOfStep[first]
    let initials = order.initials(reversing: first, second)
    let isKnown = initials.contains { step in
      isCovered(record.events[record.steps[step].event].name, at: point)
        && !comesLater(step, than: first, at: point, record)
    }
    if isKnown { return }
    let name = record.events[record.steps[initials[0]].event].name
    if !points[point].backtrack.contains(name) { points[point].backtrack.append(name) }
  }

  /// Whether an event that was tried or sleeps at a point conflicts, by what it touched then, with a step that would come
  /// between the point and the event's step. The event is then none with which such a run can begin.
  private func comesLater(_ step: Int, than first: Int, at point: Int, _ record: ScheduleRecord) -> Bool {
    let name = record.events[record.steps[step].event].name
    let (asleep, done) = (points[point].asleep, points[point].done)
    guard let footprint = tried.footprint(of: name, asleep, done) else { return false }
    return (first + 1..<step).contains { between in
      !order.comes(first, before: between) && footprint.conflicts(with: record.footprint(of: between))
    }
  }

  /// Marks the races that a step hides because what an event touches depends on what it reads.
  ///
  /// An event that was tried or sleeps where the step ran, and that conflicts with it, may touch less after the step. It
  /// has then no race with a later step that its earlier footprint conflicts with. Orders of these two before the step
  /// are found only if the later step is tried in the place of this one.
  private func markHiddenRaces(of step: Int, _ record: ScheduleRecord) {
    let (asleep, done) = (points[pointOfStep[step]].asleep, points[pointOfStep[step]].done)
    if asleep.isEmpty && done.isEmpty { return }
    let later = (max(step + 1, sameSteps)..<max(step + 1, sameSteps, order.count)).filter { later in
      record.steps[later].epoch == record.steps[step].epoch && !order.comes(step, before: later)
    }
    if later.isEmpty { return }
    let footprint = record.footprint(of: step, mayBeLast: true)
    tried.forEach(asleep, done) { name, known in
      guard known.conflicts(with: footprint) else { return }
      for second in later
      where record.events[record.steps[second].event].name != name
        && known.conflicts(with: record.footprint(of: second))
      {
        mark(reversing: step, second, record)
      }
    }
  }

  /// Whether what begins with an event at a point is, was or will be tried, or was seen elsewhere.
  private func isCovered(_ name: UInt64, at point: Int) -> Bool {
    let point = points[point]
    return point.chosen == name || point.backtrack.contains(name) || tried.isDone(name, in: point.done)
      || tried.isAsleep(name, in: point.asleep)
  }

  /// Goes back to the last point at which something is left to try, and tries it.
  private func turn(_ record: ScheduleRecord) -> Bool {
    while var point = points.popLast() {
      let step = pointOfStep.last == points.count ? pointOfStep.count - 1 : nil
      if step != nil { pointOfStep.removeLast() }
      if turn(&point, step, record) {
        points.append(point)
        sameSteps = pointOfStep.count
        if !point.isChoiceOfEvent { leaveStepOfChoice(record) }
        return true
      }
      tried.forget(done: point.done, asleep: point.asleep)
    }
    return false
  }

  /// A choice of another kind is made in the middle of a step, which goes on in another way from now on.
  private func leaveStepOfChoice(_ record: ScheduleRecord) {
    guard let point = pointOfStep.last else { return }
    sameSteps = pointOfStep.count - 1
    points[point].otherwise.formUnion(record.footprint(of: sameSteps))
  }

  /// Turns to what is left to try at a point, the step of which was this one; false if nothing is.
  private func turn(_ point: inout Point, _ step: Int?, _ record: ScheduleRecord) -> Bool {
    guard point.isChoiceOfEvent else {
      point.picked += 1
      return point.picked < point.options
    }
    let candidates = extent == .everyOrder ? point.ready : point.backtrack
    let next = candidates.first { name in
      name != point.chosen && !tried.isDone(name, in: point.done) && !tried.isAsleep(name, in: point.asleep)
    }
    guard let next else { return false }
    if case .reduced(let bound) = extent, point.reversals + 1 > bound {
      isCut = true
      return false
    }
    if let step { point.otherwise.formUnion(record.footprint(of: step)) }
    tried.finish(point.chosen, point.otherwise, in: &point.done)
    (point.chosen, point.otherwise) = (next, Footprint())
    return true
  }

  /// How much of the tree has been walked through, by the branches known so far: from 0 to 1.
  var progress: Double {
    var (share, progress) = (1.0, 0.0)
    for point in points {
      let total =
        point.isChoiceOfEvent
        ? (extent == .everyOrder ? point.ready.count : max(point.backtrack.count + 1, point.done.count + 1))
        : point.options
      let done = point.isChoiceOfEvent ? point.done.count : point.picked
      share /= Double(total)
      progress += share * Double(done)
    }
    return isOver ? 1 : progress
  }
}
