// The names that a command line may have in it, by kind: what completions offer.

import Comparison
import Pipelines
import Workbench

/// A kind of names.
enum NameKind: String, CaseIterable, Sendable {
  /// The scenarios in the folder of scenarios.
  case scenarios
  /// The classic bugs, and each without the bug.
  case bugs
  /// The built-in programs.
  case programs
  /// The chapters of the guide about which there are scenarios.
  case chapters

  /// The names that there are now, each once, without those that a terminal would not show as they are.
  var names: [String] {
    var known: Set<String> = []
    return all.filter { !$0.isEmpty && $0 == $0.visible && known.insert($0).inserted }
  }

  private var all: [String] {
    switch self {
    case .scenarios: ScenarioSearch.filesAtHome.map(ScenarioSearch.name)
    case .bugs: BugCatalog.bugs.flatMap { [$0.buggy.name, $0.fixed.name] }
    case .programs: Catalog.programs.map(\.name)
    case .chapters:
      ScenarioSearch.filesAtHome.compactMap { file in
        (try? Scenario(contentsOf: file))?.guide.map(QuizCommand.chapterName)
      }
    }
  }
}
