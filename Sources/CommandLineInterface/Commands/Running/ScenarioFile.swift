// A scenario that a command line means: a file, or one that is part of the program.

import EmbeddedScenarios
import Workbench

/// A scenario that can be read.
struct ScenarioFile: Hashable, Sendable {
  /// The file; of a scenario that is part of the program, the file that it was made from.
  let path: String
  /// The text of a scenario that is part of the program; nil for a file.
  private(set) var text: String?

  /// Whether the scenario is part of the program.
  var isBuiltIn: Bool { text != nil }

  /// The scenarios that are part of the program, in the order of their files.
  static let builtIn = EmbeddedScenarios.texts.map {
    ScenarioFile(path: "\(ScenarioSearch.home)/\($0.path)", text: $0.text)
  }

  /// Reads the scenario.
  func scenario() throws(ScenarioError) -> Scenario {
    guard let text else { return try Scenario(contentsOf: path) }
    return try Scenario(ScenarioSource(text: text, path: path))
  }
}
