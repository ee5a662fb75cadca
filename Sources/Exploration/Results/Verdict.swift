// What a run delivered, and what was wrong with it.

import Comparison
import EventLoops

/// What one run came to: two runs with the same outcome and the same findings are alike to the explorer.
public struct Verdict: Sendable, Hashable, CustomStringConvertible {
  /// What the run delivered, in words.
  public let outcome: String
  /// What did not hold, in the order of the oracles; empty if all is well.
  public let findings: [String]
  /// The situations to which the run came, of those that some run has to come to. Verdicts that differ in nothing else
  /// are equal.
  public let reached: [String]

  /// A verdict from its parts.
  ///
  /// - Parameters:
  ///   - outcome: What the run delivered, in words.
  ///   - findings: What did not hold.
  ///   - reached: The situations to which the run came, by the names that `Subject` was given.
  public init(_ outcome: String, findings: [String] = [], reached: [String] = []) {
    self.outcome = outcome
    self.findings = findings
    self.reached = reached
  }

  /// Whether two runs have the same outcome and the same findings.
  public static func == (lhs: Verdict, rhs: Verdict) -> Bool {
    lhs.outcome == rhs.outcome && lhs.findings == rhs.findings
  }

  /// Feeds the outcome and the findings to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(outcome)
    hasher.combine(findings)
  }

  /// The results of the pipelines and what the program said of itself, and what the oracles found.
  ///
  /// Not an initializer, which would have copies of the run and the plan of its own.
  ///
  /// - Parameter text: Has the text of the last run's results.
  static func of(
    _ run: StyleRun, under plan: Plan, by oracles: [Oracle], with text: OutcomeText? = nil
  ) -> Verdict {
    var outcome = text?.text(of: run.outcomes) ?? OutcomeText.make(run.outcomes)
    for event in run.events {
      if case .note(let text) = event.kind { outcome += "; " + text }
    }
    return Verdict(
      run.report.trap?.trapText ?? outcome, findings: oracles.flatMap { $0.findings(in: run, under: plan) },
      reached: oracles.filter { $0.isReached(in: run, under: plan) }.map(\.name))
  }

  /// The verdict on a run that a trap has ended.
  init(trap: Violation) {
    let text = trap.trapText ?? "trapped"
    self.init(text, findings: [text])
  }

  /// The outcome, and each finding behind a cross.
  public var description: String {
    ([outcome] + findings.map { "✗ \($0)" }).joined(separator: "  ")
  }
}
