// What explorations and sweeps come to, as text for what a failed expectation shows.

import Comparison

extension OutcomeSet: CustomStringConvertible {
  /// A line for each verdict, with the number of runs that came to it.
  public var description: String {
    let lines = rows.map(\.description) + (further > 0 ? ["\(further) runs with further verdicts"] : [])
    return lines.isEmpty ? "no outcome" : lines.joined(separator: "\n")
  }
}

extension OutcomeSet.Row: CustomStringConvertible {
  /// `"saved": 12 runs`.
  public var description: String { "\(verdict): \(count) \(count == 1 ? "run" : "runs")" }
}

extension Counterexample: CustomStringConvertible {
  /// The verdict, the orderings that it takes, and how to replay the run.
  public var description: String {
    var lines = ["\(verdict)"]
    lines += orderings.map { "  \($0.text)" }
    lines.append("replay: \(token)")
    return lines.joined(separator: "\n")
  }
}

extension CancellationSweep: CustomStringConvertible {
  /// How many cancellations were tried, and a line for each finding.
  public var description: String {
    let found = runs.flatMap { run in run.findings.map { "  \(run.position): \($0)" } }
    let count = found.isEmpty ? "no finding" : found.count == 1 ? "1 finding" : "\(found.count) findings"
    return (["\(runs.count) cancellations: \(count)"] + found).joined(separator: "\n")
  }
}

extension DisturbanceSweep: CustomStringConvertible {
  /// What was tried, and for each disturbance with a failure the verdicts.
  public var description: String {
    var lines = [coverage]
    for trial in failures {
      lines.append("  \(trial.disturbance)")
      lines += trial.exploration.failures.map { "    \($0)" }
    }
    return lines.joined(separator: "\n")
  }
}
