// The scenario format as a help page shows it.

package import Comparison
import EventLoops

/// The scenario format, as a help page shows it.
package enum ScenarioFormat {
  /// The statements: each way to write one, and what it says; a few lines on words, strings and durations.
  package static var summary: String {
    var lines = ["One statement a line; # begins a comment.", ""]
    for form in StatementTable.forms {
      lines += form.usages.map { "  \($0)" }
      lines.append("      " + form.meaning + (form.occurrence == .required ? " (required)" : ""))
    }
    return lines.joined(separator: "\n") + "\n\n" + literals
  }

  /// A statement, for editors that complete it.
  package struct Statement: Sendable, Hashable {
    /// The word it begins with.
    package let keyword: String
    /// The ways to write it.
    package let usages: [String]
    /// Its meaning, in one sentence.
    package let meaning: String
  }

  /// The statements, in the order in which the summary has them.
  package static var statements: [Statement] {
    StatementTable.forms.map { Statement(keyword: $0.keyword, usages: $0.usages, meaning: $0.meaning) }
  }

  /// A setting's value as a scenario writes it.
  package static func text(of value: SettingValue) -> String {
    switch value {
    case .duration(let duration): "\(Instant.zero.advanced(by: duration))"
    case .number(let number): "\(number)"
    case .text(let text): quoted(text)
    case .word(let word): word
    }
  }

  private static let literals = """
    DURATION  a number and ns, us, ms, s, min or h: 30ms, 1.5s; at most 24h
    INSTANT   a duration since the start of the run, or the word end
    "TEXT"    on one line, with \\" \\\\ \\n \\r \\t and \\u{1F600}
    NAME      a word, or a string

    """
}
