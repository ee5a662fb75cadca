// The test filters that notes tell a reader to use: each must select a test.

/// Checks the filters of `swift test --filter`, because a filter that selects nothing passes.
final class TestFilters {
  private let names: Result<TestNames, NotesProblem>
  /// Made once: a regular expression is compiled each time it is evaluated.
  private let option = /--filter(?:=|\s+)(?:'([^']*)'|"([^"]*)"|(\S+))/
  private var judged: [String: NotesProblem?] = [:]

  init(context: NotesContext) {
    names = Result { () throws(NotesProblem) in try TestNames(in: context) }
  }

  /// The problems of the filters in `text`, a code span or a line of a fence.
  ///
  /// A filter with a gap to fill, `<…>`, is passed over.
  func problems(in text: String) -> [NotesProblem] {
    guard text.hasBytes(of: "swift test") else { return [] }
    return text.matches(of: option).compactMap { match in
      let filter = String(match.1 ?? match.2 ?? match.3 ?? "")
      if let known = judged[filter] { return known }
      let problem = problem(with: filter)
      judged[filter] = .some(problem)
      return problem
    }
  }

  /// Whether a byte matches itself in a regular expression.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch UnicodeScalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "/", " ", "`", ":", ",", "-": true
    default: false
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
      // Most filters are plain text, which is found without the regular expression.
      let isPlain = filter.utf8.allSatisfy(Self.isPlain)
      func selects(_ name: String) -> Bool { isPlain ? name.hasBytes(of: filter) : name.contains(pattern) }
      if names.identifiers.contains(where: selects) { return nil }
      if let shown = names.shown.first(where: { selects($0.name) }) {
        return NotesProblem(
          "'\(filter)' is only a shown name, which no filter selects", remedy: "filter by '\(shown.identifier)'")
      }
      return NotesProblem("no test is called '\(filter)'", remedy: "filter by a test's name in 'Tests'")
    }
  }
}
