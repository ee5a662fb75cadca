// What a test that passes was run under.

import Exploration

/// The schedules under which a test has passed.
public struct ExploredSchedules: Sendable, CustomStringConvertible {
  /// How often the test was run.
  public let runs: Int
  /// Whether there is no other schedule that could differ.
  public let isComplete: Bool
  /// What was run and what was not, in one sentence.
  public let coverage: String
  /// What is not to be relied on, and what was left out; empty if there is nothing else to run.
  let warnings: [String]

  init(runs: Int, isComplete: Bool, coverage: String, warnings: [String]) {
    (self.runs, self.isComplete, self.coverage, self.warnings) = (runs, isComplete, coverage, warnings)
  }

  init(_ exploration: ScheduleExploration) {
    runs = exploration.runs
    isComplete = exploration.isComplete
    coverage = exploration.coverage
    warnings = exploration.problems + (exploration.isComplete ? [] : [exploration.coverage])
  }

  init(_ replay: Replay, of token: ReplayToken, _ name: String) {
    runs = 1
    isComplete = false
    coverage = "1 run, of a token: \(replay.fidelity)"
    let isOther = token.program != ReplayToken.slug(name)
    warnings =
      (isOther ? ["the token is of '\(token.program)'"] : [])
      + (replay.isExact ? [] : ["the token's schedule passes; \(replay.fidelity)"])
  }

  /// The coverage.
  public var description: String { coverage }
}
