// What is said when a cancelled run breaks a rule.

import Comparison

/// Something that a cancelled run did and must not do.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
  /// The version that did it.
  public let version: String
  /// What it did.
  public let text: String

  /// The version, and what it did.
  public var description: String { "\(version): \(text)" }

  /// Everything that is wrong with a run by some rules.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - plan: The plan of the run.
  ///   - oracles: The rules.
  static func all(in run: StyleRun, under plan: Plan, by oracles: [Oracle]) -> [Finding] {
    oracles.flatMap { $0.findings(in: run, under: plan) }.map { Finding(version: run.label, text: $0) }
  }
}
