// The passing run that is set beside a failing one: as near to it as was found.

package import Comparison
import EventLoops

/// A run that breaks no rule, and in what it departs from a failing one.
package struct PassingRun: Sendable {
  /// The run.
  package let run: StyleRun
  /// The run as a table.
  let table: RunTable
  /// How it was made from the failing one, in a few words.
  package let departure: String

  /// The nearest run that passes: the failing one with one of its orderings left out; the plain one; or else the first
  /// that the exploration met. Nil if no run passes.
  ///
  /// - Complexity: One run for each ordering, and at most two more.
  init?(nearestTo schedule: ReplayToken.Schedule, _ orderings: [Replay.Ordering], in exploration: ScheduleExploration) {
    let (subject, limits) = (exploration.subject, exploration.effort.limits)
    func passing(_ driver: any ScheduleDriver) -> SubjectRun? {
      let trial = subject.run(driver, limits, .everything)
      return trial.verdict.findings.isEmpty ? trial : nil
    }
    if case .constrained(let constraints, let options) = schedule {
      for (index, ordering) in orderings.enumerated() {
        var fewer = constraints
        fewer.remove(at: index)
        guard let trial = passing(ReplayToken.Schedule.constrained(fewer, options: options).driver) else { continue }
        self.init(trial, "without \(ordering.text)")
        return
      }
    }
    if let trial = passing(FIFOScheduler()) {
      self.init(trial, "under the plain schedule")
      return
    }
    guard let row = exploration.outcomes.rows.first(where: { $0.verdict.findings.isEmpty }),
      let trial = passing(ReplayScheduler(row.picks))
    else { return nil }
    self.init(trial, "in run \(row.firstRun) of the exploration")
  }

  private init?(_ trial: SubjectRun, _ departure: String) {
    guard let run = trial.run else { return nil }
    (self.run, self.departure) = (run, departure)
    table = RunTable(trial, [])
  }
}
