// What is wrong with a scenario file, where, and what to do about it.

/// One mistake in a scenario file.
public struct ScenarioDiagnostic: Error, Sendable, Hashable {
  /// The file, as it was named.
  public let path: String
  /// The line, counted from 1; nil for a mistake of the whole file.
  public let line: Int?
  /// The column, counted in characters from 1.
  public let column: Int
  /// What was found, and what was expected.
  public let message: String
  /// What to do about it.
  public let help: String?
  /// The line itself.
  public let source: String?

  /// How much of a long line is shown.
  private static let shownCharacters = 100
}

extension ScenarioDiagnostic: CustomStringConvertible {
  /// `file:line:column: error: …`, the line with a mark under the place, and a way out.
  public var description: String {
    let place = line.map { "\(path):\($0):\(column)" } ?? path
    var lines = ["\(place): error: \(message)"]
    if let source, line != nil { lines += Self.excerpt(of: source, column: column) }
    if let help { lines.append("help: \(help)") }
    return lines.joined(separator: "\n")
  }

  /// The part of a line around a column, and a caret below it. Tabs are shown as blanks, so that the caret fits.
  private static func excerpt(of source: String, column: Int) -> [String] {
    let characters = source.map { $0 == "\t" ? " " : $0 }
    let start = max(0, min(column - 1, characters.count) - shownCharacters / 2)
    let shown = characters[min(start, characters.count)...].prefix(shownCharacters)
    let before = String(characters[min(start, characters.count)..<min(column - 1, characters.count)])
    let end = start + shown.count < characters.count ? "…" : ""
    let lead = start > 0 ? "…" : ""
    return [
      "  \(lead)\(String(shown))\(end)",
      "  " + String(repeating: " ", count: DisplayWidth.of(lead + before)) + "^",
    ]
  }
}

/// A scenario file that cannot be used.
public struct ScenarioError: Error, Sendable {
  /// Whether the file is missing, rather than wrong.
  public let isNotFound: Bool
  /// What is wrong, in the order of the lines; at least one.
  public let diagnostics: [ScenarioDiagnostic]

  init(isNotFound: Bool = false, _ diagnostics: [ScenarioDiagnostic]) {
    self.isNotFound = isNotFound
    self.diagnostics = diagnostics
  }
}

extension ScenarioError: CustomStringConvertible {
  /// The mistakes, one after another.
  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
