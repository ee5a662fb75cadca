// A mistake or doubtful statement in a scenario file: the place, the message, and the remedies.

/// One mistake in a scenario file, or one statement that is doubtful.
public struct ScenarioDiagnostic: Error, Sendable, Hashable {
  /// Whether the file can be used nevertheless.
  package internal(set) var severity = Severity.error
  /// The file, as it was named.
  package let path: String
  /// The line, counted from 1; nil for a mistake of the whole file.
  package let line: Int?
  /// The column, counted in characters from 1; behind the last character if something is missing there.
  package let column: Int
  /// The text that was found, and the expected form.
  public let message: String
  /// The remedies, one an element.
  public let help: [String]
  /// The line itself.
  package let source: String?

  /// Whether a file can be used in spite of a diagnostic.
  package enum Severity: String, Sendable {
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
