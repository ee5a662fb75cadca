// The test filters that notes tell a reader to use: each must select a test.

/// Checks the filters of `swift test --filter`, because a filter that selects nothing passes.
final class TestFilters {
  private let names: Result<TestNames, NotesProblem>
  private var judged: [String: NotesProblem?] = [:]

  init(context: NotesContext) {
    names = Result { () throws(NotesProblem) in try TestNames(in: context) }
  }

  /// What is wrong with the filters in `text`, a code span or a line of a fence.
  ///
  /// A filter with a gap to fill, `<…>`, is passed over.
  func problems(in text: String) -> [NotesProblem] {
    guard text.contains("swift test") else { return [] }
    return text.matches(of: /--filter(?:=|\s+)(?:'([^']*)'|"([^"]*)"|(\S+))/).compactMap { match in
      let filter = String(match.1 ?? match.2 ?? match.3 ?? "")
      if let known = judged[filter] { return known }
      let problem = problem(with: filter)
      judged[filter] = .some(problem)
      return problem
    }
  }

  private func problem(with filter: String) -> NotesProblem? {
    guard !filter.contains("<"), !filter.contains("…") else { return nil }
    guard let pattern = try? Regex(filter), filter.utf8.count <= 200 else {
      return NotesProblem("'\(filter)' is not a regular expression", remedy: "filter by a test's name")
    }
    switch names {
    case .failure(let problem): return problem
    case .success(let names):
      if names.identifiers.contains(where: { $0.contains(pattern) }) { return nil }
      if let shown = names.shown.first(where: { $0.name.contains(pattern) }) {
        return NotesProblem(
          "'\(filter)' is only a shown name, which no filter selects", remedy: "filter by '\(shown.identifier)'")
      }
      return NotesProblem("no test is called '\(filter)'", remedy: "filter by a test's name in 'Tests'")
    }
  }
}
