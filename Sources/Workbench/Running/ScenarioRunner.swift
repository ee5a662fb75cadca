// Running a scenario in its styles and checking what it expects.

public import Comparison
package import EventLoops
import Pipelines

/// Runs scenarios.
public enum ScenarioRunner {
  /// Runs a scenario's program in some styles, compares the runs, and checks them against the expectations.
  ///
  /// - Parameters:
  ///   - scenario: The scenario. Its program must be one of the built-in ones, as the parser makes sure.
  ///   - styles: The styles to run.
  ///   - seed: A seed to use instead of the scenario's own. The expectations were written for the scenario's own, so
  ///     they are then not checked.
  public static func run(
    _ scenario: Scenario, styles: [Style] = Style.allCases, seed: UInt64? = nil
  ) -> ScenarioResult {
    run(scenario, styles: styles, seed: seed, limits: VirtualEventLoop.Limits())
  }

  /// As the public one, with limits on each run.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - styles: The styles to run.
  ///   - seed: A seed to use instead of the scenario's own.
  ///   - limits: The limits of each run.
  package static func run(
    _ scenario: Scenario, styles: [Style] = Style.allCases, seed: UInt64? = nil, limits: VirtualEventLoop.Limits
  ) -> ScenarioResult {
    guard let program = Catalog.program(named: scenario.program) else {
      preconditionFailure("the scenario \(scenario.name) was parsed without a check of its program")
    }
    var plan = scenario.plan
    if let seed { plan.seed = seed }
    let (comparison, runs) = program.runAlone(under: plan, styles: styles, limits: limits)
    let isChecked = plan.seed == scenario.plan.seed && !scenario.expectations.isEmpty
    return ScenarioResult(
      scenario: scenario,
      comparison: comparison,
      isChecked: isChecked,
      mismatches: isChecked ? runs.runs.indices.compactMap { Mismatch(of: $0, among: runs, in: scenario) } : [])
  }
}
