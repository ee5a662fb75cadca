// Code spans that name a file, a folder or a region of the repository.

/// Checks the paths in code spans.
enum RepositoryMention {
  private static let folders = ["Sources/", "Tests/", "Scenarios/", "notes/"]
  private static let types = ["swift", "md", "scenario", "sh", "yml"]
  /// Characters by which a reader knows that a path is a pattern or has a gap to fill.
  private static let gaps = "*<>{}…$"

  /// The problems of the paths in the code span `text`.
  ///
  /// A span of one word is a path if it begins with a folder of the repository, or if it has a "/" and the type
  /// of a source file. In a span of several words, a command say, only the former are paths.
  static func problems(in text: String, _ context: NotesContext) -> [NotesProblem] {
    let words = text.split(whereSeparator: \.isWhitespace)
    return words.filter { $0.contains("/") }.compactMap { word in
      let named = path(in: word)
      guard !named.contains("://"), !named.contains(where: gaps.contains), !named.hasPrefix("/"),
        !named.hasPrefix("~")
      else { return nil }
      let reference = SourceReference(named)
      let isPath =
        folders.contains { named.hasPrefix($0) }
        || words.count == 1 && types.contains(RepositoryPath.type(of: reference.path))
      return isPath ? problem(with: reference, context) : nil
    }
  }

  /// A word without quotation marks and punctuation around it, and without a line and a column behind it.
  private static func path(in word: Substring) -> String {
    var path = word.drop { "\"'(".contains($0) }
    while let last = path.last, "\"'),;".contains(last) { path.removeLast() }
    for _ in 1...2 {
      let digits = path.reversed().prefix { $0.isASCII && $0.isNumber }.count
      let rest = path.dropLast(digits)
      if digits > 0, rest.last == ":" { path = rest.dropLast() }
    }
    return String(path)
  }

  private static func problem(with reference: SourceReference, _ context: NotesContext) -> NotesProblem? {
    guard let path = RepositoryPath.resolved(reference.path), context.tree.kind(of: path) != nil else {
      return NotesProblem(
        "there is no '\(reference.path)' in the repository", remedy: "write its path from the root")
    }
    guard reference.region != nil else { return nil }
    do throws(NotesProblem) {
      _ = try reference.lines(in: context)
      return nil
    } catch {
      return error
    }
  }
}
