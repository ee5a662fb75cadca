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

  /// An event that was taken already at a point, and what it touched there.
  private struct Taken {
    let name: UInt64
    var footprint: Footprint
  }

  /// A point of the present schedule at which something was chosen.
  private struct Point {
    /// The names of the ready events; empty for a choice of another kind.
    var ready: [UInt64] = []
    var chosen: UInt64 = 0
    var footprint = Footprint()
    /// Ready events that are to be tried here.
    var backtrack: [UInt64] = []
    /// Those that were.
    var done: [Taken] = []
    /// Those that need not be, since what follows was seen elsewhere.
    var sleep: [Taken] = []
    /// How many races the schedule reverses before this point.
    var reversals = 0
    /// For a choice of another kind: how many options there are, and which was picked.
    var options = 0
    var picked = 0

    var isChoiceOfEvent: Bool { options == 0 }
    /// How many races the schedule reverses up to and with this point.
    var reversalsAfter: Int { reversals + (done.isEmpty ? 0 : 1) }
  }

  private let extent: Extent
  // `@exclusivity(unchecked)`: the search is called between the events of one loop, never from within itself.
  @exclusivity(unchecked) private var points: [Point] = []
  /// How many points of the present run have been passed.
  @exclusivity(unchecked) private var passed = 0
  /// The point of each step of the present run.
  @exclusivity(unchecked) private var pointOfStep: [Int] = []
  /// Whether the rest of the present run is known, every ready event being asleep.
  private(set) var isRedundant = false
  /// Whether the program did not offer what it offered before under the same choices.
  private(set) var hasDiverged = false
  /// Whether a reversal was left out because of the bound.
  private(set) var isCut = false
  /// Whether there is nothing left to run.
  private(set) var isOver = false

  init(_ extent: Extent) {
    self.extent = extent
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
    if passed == points.count { points.append(Point(reversals: points.last?.reversalsAfter ?? 0, options: options)) }
    passed += 1
    return points[passed - 1].picked
  }

  /// Takes the first ready event that is not asleep.
  private func extend(_ ready: ArraySlice<Int>, _ record: ScheduleRecord) -> Int {
    var point = Point(ready: ready.map { record.events[$0].name })
    if let last = points.last { point.reversals = last.reversalsAfter }
    if let before = pointOfStep.last, extent != .everyOrder { point.sleep = sleeping(after: before, record) }
    guard let index = point.ready.firstIndex(where: { name in !point.sleep.contains { $0.name == name } }) else {
      isRedundant = true
      return 0
    }
    point.chosen = point.ready[index]
    pointOfStep.append(points.count)
    points.append(point)
    passed += 1
    return index
  }

  /// What is asleep after a step: what was asleep or done before it, and does not conflict with it.
  private func sleeping(after before: Int, _ record: ScheduleRecord) -> [Taken] {
    guard !(points[before].sleep.isEmpty && points[before].done.isEmpty) else { return [] }
    let step = record.steps.count - 1
    var footprint = record.steps[step].footprint
    // Any segment of a structured child may turn out to be its last, which leaves a result to its parent.
    if let result = record.resultState(ofStep: step) { footprint.add(result, writes: true) }
    return (points[before].sleep + points[before].done).filter { !$0.footprint.conflicts(with: footprint) }
  }

  /// Learns from the run that has just ended, and turns to the next schedule.
  ///
  /// - Returns: The hash of the run's class; nil if the run was redundant.
  func endRun(_ record: ScheduleRecord) -> UInt64? {
    let count = min(pointOfStep.count, record.steps.count)
    for step in 0..<count { points[pointOfStep[step]].footprint.formUnion(record.steps[step].footprint) }
    let order = HappensBefore(record, count: count)
    if extent != .everyOrder { markReversals(order, record) }
    let redundant = isRedundant
    isOver = !turn()
    return redundant ? nil : order.classHash
  }

  /// Marks where each race of the run can be reversed.
  private func markReversals(_ order: HappensBefore, _ record: ScheduleRecord) {
    for race in order.races {
      let point = pointOfStep[race.first]
      let initials = order.initials(reversing: race.first, race.second)
      let names = initials.map { record.events[record.steps[$0].event].name }
      let isCovered = names.contains { name in
        points[point].backtrack.contains(name) || points[point].chosen == name
          || points[point].done.contains { $0.name == name } || points[point].sleep.contains { $0.name == name }
      }
      if !isCovered, let name = names.first { points[point].backtrack.append(name) }
    }
    // A ready event that a step took back is not in the run, but could have come before that step.
    for withdrawal in record.withdrawals where withdrawal.step < order.count {
      let point = pointOfStep[withdrawal.step]
      let name = record.events[withdrawal.event].name
      if !points[point].backtrack.contains(name) { points[point].backtrack.append(name) }
    }
  }

  /// Goes back to the last point at which something is left to try, and tries it.
  private func turn() -> Bool {
    while var point = points.popLast() {
      if !point.isChoiceOfEvent {
        guard point.picked + 1 < point.options else { continue }
        point.picked += 1
        points.append(point)
        return true
      }
      point.done.append(Taken(name: point.chosen, footprint: point.footprint))
      let candidates = extent == .everyOrder ? point.ready : point.backtrack
      let next = candidates.first { name in
        !point.done.contains { $0.name == name } && !point.sleep.contains { $0.name == name }
      }
      guard let next else { continue }
      if case .reduced(let bound) = extent, point.reversals + 1 > bound {
        isCut = true
        continue
      }
      point.chosen = next
      point.footprint = Footprint()
      points.append(point)
      return true
    }
    return false
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
