// The passing run that is set beside a failing one: as near to it as was found.

public import Comparison
import EventLoops

/// A run that breaks no rule, and in what it departs from a failing one.
public struct PassingRun: Sendable {
  /// The run.
  public let run: StyleRun
  /// How it was made from the failing one, in a few words.
  public let departure: String
}

extension Counterexample {
  /// The nearest run that passes: the failing one with one of its orderings left out; the plain one; or else the first
  /// that the exploration met. Nil if no run passes.
  ///
  /// - Complexity: One run for each ordering, and two more.
  public func nearestPassing(in exploration: Exploration) -> PassingRun? {
    let (subject, limits) = (exploration.subject, exploration.effort.limits)
    func passing(_ driver: any ScheduleDriver, _ departure: String) -> PassingRun? {
      let trial = subject.run(driver, limits, .everything)
      guard trial.verdict.findings.isEmpty, let run = trial.run else { return nil }
      return PassingRun(run: run, departure: departure)
    }
    if case .constrained(let constraints, let options) = token.schedule {
      for (index, ordering) in orderings.enumerated() {
        var fewer = constraints
        fewer.remove(at: index)
        let departure = "without \(ordering.text)"
        if let found = passing(ConstrainedOrder(fewer, options: options), departure) { return found }
      }
    }
    if let found = passing(InTurn(), "under the plain schedule") { return found }
    guard let row = exploration.outcomes.rows.first(where: { $0.verdict.findings.isEmpty }) else { return nil }
    return passing(ScriptedPicks(row.picks), "in run \(row.firstRun) of the exploration")
  }
}
