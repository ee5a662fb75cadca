// What a run delivered, and what was wrong with it.

import Comparison

/// What one run came to: two runs with the same verdict are alike to the explorer.
public struct Verdict: Sendable, Hashable, CustomStringConvertible {
  /// What the run delivered, in words.
  public let outcome: String
  /// What did not hold, in the order of the oracles; empty if all is well.
  public let findings: [String]

  /// A verdict from its parts.
  public init(_ outcome: String, findings: [String] = []) {
    self.outcome = outcome
    self.findings = findings
  }

  /// The results of the pipelines and what the program said of itself, and what the oracles found.
  init(of run: StyleRun, under plan: Plan, by oracles: [Oracle]) {
    var outcome = ""
    for (index, result) in run.outcomes.enumerated() {
      if index > 0 { outcome += ", " }
      outcome += result?.description ?? "no result"
    }
    for event in run.events {
      if case .note(let text) = event.kind { outcome += "; " + text }
    }
    self.outcome = outcome
    findings = oracles.flatMap { $0.findings(in: run, under: plan) }
  }

  /// The outcome, and each finding behind a cross.
  public var description: String {
    ([outcome] + findings.map { "✗ \($0)" }).joined(separator: "  ")
  }
}
