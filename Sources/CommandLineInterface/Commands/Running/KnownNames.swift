// The names that commands take, and what to write in place of one that is not there.

import Comparison
import Pipelines
import Workbench

/// The names of scenarios, programs and bugs.
struct KnownNames {
  /// The kind of thing that a name can denote.
  enum Kind: String {
    case scenario, program, bug

    /// The command that lists the names.
    var list: String { self == .scenario ? "list" : rawValue + "s" }
  }

  private let names: [Kind: [String]]

  /// All names, with those of the scenarios available.
  init(scenarios: [String]) {
    let bugs = BugCatalog.bugs
    names = [
      .scenario: scenarios, .program: Catalog.programs.map(\.name),
      .bug: bugs.map(\.buggy.name) + bugs.map(\.fixed.name),
    ]
  }

  /// The failure for a word that names nothing of the kinds that a command takes, with the name that was probably meant.
  ///
  /// - Parameter lists: What lists other things that the command takes; it is added where no name was probably meant.
  func failure(for word: String, kinds: [Kind], lists: [String] = []) -> CommandFailure {
    CommandFailure(
      code: .notFound, message: "there is no \(kinds.reversed().map(\.rawValue).alternatives) \(word.quoted)",
      help: suggestion(for: word, kinds).map { [$0] } ?? [list(of: kinds)] + lists)
  }

  private func suggestion(for word: String, _ kinds: [Kind]) -> String? {
    let others = [Kind.scenario, .program, .bug].filter { !kinds.contains($0) }
    for kind in others where names[kind, default: []].contains(word) {
      return "'\(word)' is a \(kind.rawValue); 'braid explore \(word)' explores it"
    }
    if let name = Suggestion.closest(to: word, in: kinds.flatMap { names[$0, default: []] }) {
      return "did you mean '\(name)'?"
    }
    for kind in others {
      guard let name = Suggestion.closest(to: word, in: names[kind, default: []]) else { continue }
      return "did you mean the \(kind.rawValue) '\(name)'? 'braid explore \(name)' explores it"
    }
    return nil
  }

  private func list(of kinds: [Kind]) -> String {
    let lists = kinds.map { "'braid \($0.list)'" }
    return "\(lists.formattedList) \(lists.count == 1 ? "shows" : "show") what there is"
  }
}
