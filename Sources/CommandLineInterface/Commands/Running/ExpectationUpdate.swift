// `braid run --record`: writes the events of the runs into scenario files as their expectations.

import Comparison
import Workbench

/// Brings the expectations of scenarios up to date.
struct ExpectationUpdate {
  private let scenarios: [Scenario]
  private let builtIn: Set<String>

  /// An update of the scenarios on a shelf.
  init(_ shelf: ScenarioShelf) {
    scenarios = shelf.scenarios
    builtIn = shelf.builtIn
  }

  /// Runs the scenarios in all styles and rewrites each file whose expectations differ from the events.
  func write(for invocation: Invocation) throws {
    if let scenario = scenarios.first(where: { builtIn.contains($0.path) }) {
      throw CommandFailure(
        code: .usage,
        message: "the scenario \(scenario.name.quoted) is part of braid, and there is no file to write to",
        help: ["run it where the folder '\(ScenarioSearch.home)' is, or name a file"])
    }
    var rewritten = 0
    let progress = ProgressLine(for: invocation)
    for (index, scenario) in scenarios.enumerated() {
      progress.show("updating \(index + 1) of \(scenarios.count)  \(scenario.name.visible)")
      let comparison = ScenarioRunner.run(scenario).comparison
      let text = try updated(scenario, from: comparison)
      let isStale = text != scenario.source.text
      if isStale {
        try OutputTarget.replace(scenario.path, with: text)
        rewritten += 1
      }
      progress.end()
      invocation.output.writeLine("\(isStale ? "updated  " : "unchanged") \(scenario.path.visible)")
      for difference in comparison.unexplained {
        invocation.output.writeLine("  unexplained: \(difference.parting.visible)")
      }
    }
    let unchanged = scenarios.count - rewritten
    invocation.output.writeLine(
      "\n\(counted(scenarios.count, "scenario")): \(rewritten) updated, \(unchanged) unchanged")
  }

  /// The scenario's text with the events of the runs as expectations.
  private func updated(_ scenario: Scenario, from comparison: StyleComparison) throws -> String {
    do {
      return try scenario.text(expecting: comparison.runs)
    } catch {
      throw CommandFailure.failures(of: error)[0]
    }
  }
}

/// A number and a noun: `1 scenario`, `2 scenarios`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
