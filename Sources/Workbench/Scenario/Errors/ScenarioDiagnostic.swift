// What is wrong or doubtful in a scenario file, where, and what to do about it.

/// One mistake in a scenario file, or one statement that is doubtful.
public struct ScenarioDiagnostic: Error, Sendable, Hashable {
  /// Whether the file can be used all the same.
  public internal(set) var severity = Severity.error
  /// The file, as it was named.
  package let path: String
  /// The line, counted from 1; nil for a mistake of the whole file.
  package let line: Int?
  /// The column, counted in characters from 1; behind the last character if something is missing there.
  package let column: Int
  /// What was found, and what was expected.
  public let message: String
  /// What to do about it, one way an element.
  public let help: [String]
  /// The line itself.
  public let source: String?

  /// Whether a file can be used in spite of a diagnostic.
  public enum Severity: String, Sendable {
    /// The file cannot be used.
    case error
    /// The file can be used, and a statement of it has no effect.
    case warning
  }
}

extension ScenarioDiagnostic {
  /// The line around the place, fit for a terminal, and a mark below the place; empty for a mistake of the whole file.
  package var excerpt: [String] {
    guard let source, line != nil else { return [] }
    return SourceExcerpt.of(source, column: column)
  }
}

extension ScenarioDiagnostic: CustomStringConvertible {
  /// `file:line:column: error: …` or `warning: …`, the line with a mark under the place, and a way out.
  public var description: String {
    let file = VisibleText.of(path)
    var lines = ["\(line.map { "\(file):\($0):\(column)" } ?? file): \(severity.rawValue): \(message)"]
    lines += excerpt.map { "  \($0)" }
    lines += help.map { "help: \($0)" }
    return lines.joined(separator: "\n")
  }
}
