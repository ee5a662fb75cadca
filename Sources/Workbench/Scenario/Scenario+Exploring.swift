// The input of an exploration of a scenario: its plan without a seed, and what must hold of every run.

package import Comparison
package import Exploration
import Pipelines

extension Scenario {
  /// The plan without its seed: an exploration makes every choice itself.
  package var exploredPlan: Plan {
    var plan = plan
    plan.seed = nil
    return plan
  }

  /// What must hold of every run.
  ///
  /// Which outcomes of a bug's program are right is known for the bug's own plan alone.
  package var oracles: [Oracle] {
    guard let bug = BugCatalog.bug(ofProgram: program), exploredPlan == bug.plan else { return Oracle.usual }
    return Oracle.usual + [.outcome(among: bug.right)]
  }
}
