// The smallest setting of a failure as a scenario.

import Comparison
import Exploration

extension Reduction {
  /// The text of a scenario file in which the failure shows; nil if the program is not a built-in one, or if the setting
  /// has something for which scenarios have no statement.
  package func scenario(titled title: String) -> String? {
    ScenarioText.of(title, program: program, disturbance.map { $0.applied(to: plan) } ?? plan)
  }
}
