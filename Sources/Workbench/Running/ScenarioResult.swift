// The result of running a scenario.

public import Comparison

/// The result of running a scenario.
public struct ScenarioResult: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// The runs, and in what they differ.
  public let comparison: StyleComparison
  /// Whether the scenario has expectations, and they were checked.
  public let isChecked: Bool
  /// The versions that did not do what is expected of them.
  public let mismatches: [Mismatch]

  /// Whether nothing contradicts the expectations.
  public var passed: Bool { mismatches.isEmpty }
}
