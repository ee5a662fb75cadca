// The Korean translations: a table for each kind of text, in which the English is above its translation.

/// A table of translations, looked up by the English text. A text that changes has no translation until it gets a new one.
package struct Translations: Sendable {
  /// The pairs, in the order of the table.
  package let pairs: [(english: String, korean: String)]
  /// The groups of lines that are not a pair.
  package let malformed: [String]

  /// Reads a table: an English line, its translation below, and an empty line before the next pair.
  ///
  /// - Parameter table: The text of the table.
  init(_ table: String) {
    var (pairs, malformed): ([(String, String)], [String]) = ([], [])
    for group in table.split(separator: "\n\n") {
      let lines = group.split(separator: "\n").map(String.init)
      if lines.count == 2 { pairs.append((lines[0], lines[1])) } else { malformed.append(String(group)) }
    }
    (self.pairs, self.malformed) = (pairs, malformed)
  }

  /// All tables in Korean.
  package static let koreanTables = [
    koreanTitles, koreanLessons, koreanRules, koreanBugs, koreanChapters, koreanTerms,
  ]

  /// The Korean translation of each English text.
  static let korean = Dictionary(koreanTables.flatMap(\.pairs)) { first, _ in first }
}
