// The JSON documents of `list` and `bugs`.

import Comparison
import Pipelines
import Workbench

extension OptionDescription {
  /// The result as JSON, for a command that has no other form to choose.
  static let json = OptionDescription(name: "json", summary: "print the result as one JSON document")
}

/// The document of `braid list --json`.
struct ListDocument: JSONDocument {
  static let schema = "braid.list"
  let scenarios: [ScenarioEntry]

  struct ScenarioEntry: Encodable {
    let name: String
    let path: String
    let title: String
    let program: String
    let guide: String?
    let teaches: String?
    /// Whether the scenario is part of the program, and no file.
    let builtIn: Bool
    let warnings: [WarningEntry]
  }

  init(_ shelf: ScenarioShelf) {
    scenarios = shelf.scenarios.map { scenario in
      ScenarioEntry(
        name: scenario.name, path: scenario.path, title: scenario.title, program: scenario.program,
        guide: scenario.guide, teaches: scenario.teaches, builtIn: shelf.builtIn.contains(scenario.path),
        warnings: scenario.warnings.map(WarningEntry.init))
    }
  }
}

/// The document of `braid bugs --json`.
struct BugsDocument: JSONDocument {
  static let schema = "braid.bugs"
  let bugs: [BugEntry]

  struct BugEntry: Encodable {
    let name: String
    let summary: String
    let styles: [String]
    /// The program without the bug.
    let fixed: String
  }

  init() {
    bugs = BugCatalog.bugs.map {
      BugEntry(name: $0.name, summary: $0.summary, styles: $0.styles.map(\.rawValue), fixed: $0.fixed.name)
    }
  }
}
