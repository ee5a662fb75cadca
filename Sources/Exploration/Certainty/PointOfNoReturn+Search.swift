// Finds the point of no return: searches below beginnings of the failing run, and places each class along it.

import EventLoops

extension PointOfNoReturn {
  /// How many runs the search below one beginning may take at most.
  static let runLimit = 20_000

  /// How many verdicts of the exploration are looked up among the classes.
  private static let witnessLimit = 100

  /// Counts the classes that begin like a failing run; nil if the run does not fail or was cut by a limit, and if classes
  /// are not to be relied on, because the exploration met a problem or a class that the search does not meet.
  ///
  /// - Parameters:
  ///   - failing: The run.
  ///   - exploration: What it was met in: its subject and its budget.
  /// - Complexity: One search of the whole subject if the exploration was complete; otherwise one search with a quarter
  ///   of the budget for each halving of the run's length.
  init?(of failing: KnownRun, in exploration: ScheduleExploration) {
    guard failing.fails, !failing.isCut, !failing.steps.isEmpty, exploration.problems.isEmpty,
      exploration.missed.isNothing, exploration.unseen.isEmpty || exploration.extent == .everyOrder
    else { return nil }
    var census = ClassCensus(along: failing, of: exploration.subject, exploration.effort.limits)
    let limit = min(exploration.effort.runs, Self.runLimit)
    // After `known` steps every class was run; after `unknown` steps the limit came first.
    var (unknown, known) = (-1, failing.steps.count)
    if exploration.isComplete { if census.search(after: 0, limit) { known = 0 } else { unknown = 0 } }
    while known - unknown > 1 {
      let middle = (unknown + known) / 2
      if census.search(after: middle, max(limit / 4, 1)) { known = middle } else { unknown = middle }
    }
    for row in exploration.outcomes.rows.prefix(Self.witnessLimit) {
      census.verify(ReplayScheduler(row.picks), exactFrom: known)
    }
    if census.isContradicted { return nil }
    let names = EventLookup(failing.trial)
    self.init(census.counts(exactFrom: known), runs: census.runs) { turn in
      (names.text(ofTurn: turn), names.instant(ofTurn: turn))
    }
  }
}
