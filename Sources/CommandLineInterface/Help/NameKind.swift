// The names that a command line may have in it, by kind: what completions offer.

import Comparison
import Pipelines
import Workbench

/// A kind of names.
enum NameKind: String, CaseIterable, Sendable {
  /// The scenarios in the folder of scenarios, and those that are part of the program.
  case scenarios
  /// The classic bugs, and each without the bug.
  case bugs
  /// The built-in programs.
  case programs
  /// The chapters of the guide.
  case chapters

  /// The names that there are now, each once, without those that a terminal would not show as they are.
  var names: [String] {
    var known: Set<String> = []
    return all.filter { !$0.isEmpty && $0 == $0.visible && known.insert($0).inserted }
  }

  private var all: [String] {
    switch self {
    case .scenarios: Self.files.map { Scenario.name(ofFile: $0.path) }
    case .bugs: BugCatalog.bugs.flatMap { [$0.buggy.name, $0.fixed.name] }
    case .programs: Catalog.programs.map(\.name)
    case .chapters:
      GuideChapter.all.map(\.name)
        + Self.files.compactMap { file in (try? file.scenario())?.guide.map(QuizCommand.chapterName) }
    }
  }

  private static var files: [ScenarioFile] {
    ScenarioSearch.filesAtHome.map { ScenarioFile(path: $0) } + ScenarioFile.builtIn
  }
}
