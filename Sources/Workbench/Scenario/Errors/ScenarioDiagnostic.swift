// What is wrong with a scenario file, where, and what to do about it.

/// One mistake in a scenario file.
public struct ScenarioDiagnostic: Error, Sendable, Hashable {
  /// The file, as it was named.
  package let path: String
  /// The line, counted from 1; nil for a mistake of the whole file.
  package let line: Int?
  /// The column, counted in characters from 1; behind the last character if something is missing there.
  package let column: Int
  /// What was found, and what was expected.
  package let message: String
  /// What to do about it.
  package let help: String?
  /// The line itself.
  package let source: String?
}

extension ScenarioDiagnostic: CustomStringConvertible {
  /// `file:line:column: error: …`, the line with a mark under the place, and a way out.
  public var description: String {
    let file = VisibleText.of(path)
    var lines = ["\(line.map { "\(file):\($0):\(column)" } ?? file): error: \(message)"]
    if let source, line != nil { lines += SourceExcerpt.of(source, column: column).map { "  \($0)" } }
    if let help { lines.append("help: \(help)") }
    return lines.joined(separator: "\n")
  }
}
