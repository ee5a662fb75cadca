// `braid run --record`: writes what happened into scenario files as what is expected.

import Comparison
import Workbench

/// Brings the expectations of scenarios up to date.
struct Recording {
  private let scenarios: [Scenario]
  private let builtIn: Set<String>

  /// A recording of the scenarios on a shelf.
  init(_ shelf: ScenarioShelf) {
    scenarios = shelf.scenarios
    builtIn = shelf.builtIn
  }

  /// Runs the scenarios in all styles and rewrites each file whose expectations are not what happened.
  func write(for invocation: Invocation) throws {
    if let scenario = scenarios.first(where: { builtIn.contains($0.path) }) {
      throw CommandFailure(
        code: .usage,
        message: "the scenario \(scenario.name.quoted) is part of braid, and there is no file to record into",
        help: ["run it where the folder '\(ScenarioSearch.home)' is, or name a file"])
    }
    var rewritten = 0
    let progress = ProgressLine(for: invocation)
    for (index, scenario) in scenarios.enumerated() {
      progress.show("recording \(index + 1) of \(scenarios.count)  \(scenario.name.visible)")
      let comparison = ScenarioRunner.run(scenario).comparison
      let text = try recorded(scenario, from: comparison)
      let isStale = text != scenario.source.text
      if isStale {
        try OutputTarget.replace(scenario.path, with: text)
        rewritten += 1
      }
      progress.end()
      invocation.output.writeLine("\(isStale ? "recorded " : "unchanged") \(scenario.path.visible)")
      for difference in comparison.unexplained {
        invocation.output.writeLine("  unexplained: \(difference.parting.visible)")
      }
    }
    let unchanged = scenarios.count - rewritten
    invocation.output.writeLine(
      "\n\(counted(scenarios.count, "scenario")): \(rewritten) recorded, \(unchanged) unchanged")
  }

  /// The scenario's text with what happened as what is expected.
  private func recorded(_ scenario: Scenario, from comparison: StyleComparison) throws -> String {
    do {
      return try scenario.recorded(from: comparison.runs)
    } catch {
      throw CommandFailure.failures(of: error)[0]
    }
  }
}

/// A number and a noun: `1 scenario`, `2 scenarios`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
