// What one systematic search comes to: how many runs it takes, and what they meet.

import EventLoops

/// The count of one search through the schedules of a subject, without anything that an exploration does besides.
package struct SearchCount {
  /// How many runs ended.
  package private(set) var runs = 0
  /// How many runs were cut off, being known.
  package private(set) var redundant = 0
  /// How many runs did not count, since the search started over.
  package private(set) var discarded = 0
  /// The classes of the runs that ended, by their hashes; in a search through every order a class is met again and again.
  package private(set) var classes: Set<UInt64> = []
  /// What the runs came to.
  package private(set) var verdicts: Set<Verdict> = []
  /// Whether every event touched the same wherever it ran.
  package private(set) var isExact = true
  /// Whether the search came to its end.
  package private(set) var isComplete = false

  /// Searches through one order of each class of schedules.
  ///
  /// - Parameters:
  ///   - subject: What is run.
  ///   - limit: How many runs the search may take.
  package init(of subject: Subject, limit: Int) {
    self.init(of: subject, .reduced(reversals: .max), limit: limit)
  }

  init(
    of subject: Subject, _ extent: DPORSearch.Extent, limit: Int, ended: (ScheduleRecord, UInt64) -> Void = { _, _ in }
  ) {
    let search = DPORSearch(extent)
    while !search.isOver, runs + redundant + discarded < limit {
      search.beginRun()
      let trial = subject.run(search, VirtualEventLoop.Limits(), .leftovers)
      guard let record = trial.record else { return }
      if let hash = search.endRun(record) {
        runs += 1
        classes.insert(hash)
        verdicts.insert(trial.verdict)
        ended(record, hash)
      } else {
        redundant += 1
      }
      if search.hasStartedOver { (runs, redundant, discarded, classes) = (0, 0, discarded + runs + redundant, []) }
    }
    isExact = search.isExact
    isComplete = search.isOver && !search.isCut && !search.isFairOnly
  }
}
