// What is shown: a comparison with its title and its timeline, from which every format is made.

public import Comparison

/// A comparison made ready to be shown.
public struct Picture: Sendable {
  /// The name by which it is known, which names its files: that of a scenario.
  public let name: String
  /// The title.
  public let title: String
  /// The point of it in one sentence, if there is one.
  public let teaches: String?
  /// The seed of random choices, if there was one.
  public let seed: UInt64?
  /// What was run.
  public let comparison: StyleComparison
  /// The runs laid side by side.
  public let timeline: Timeline

  /// A picture of any comparison.
  public init(
    of comparison: StyleComparison, name: String, title: String, teaches: String? = nil, seed: UInt64? = nil
  ) {
    self.name = name
    self.title = title
    self.teaches = teaches
    self.seed = seed
    self.comparison = comparison
    timeline = Timeline(of: comparison)
  }

  /// A picture of a scenario's runs.
  public init(of result: ScenarioResult, seed: UInt64? = nil) {
    self.init(
      of: result.comparison, name: result.scenario.name, title: result.scenario.title,
      teaches: result.scenario.teaches, seed: seed ?? result.scenario.plan.seed)
  }
}
