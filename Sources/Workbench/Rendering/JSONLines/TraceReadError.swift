// The error of a text that is not a trace.

/// Why a text is no trace.
package struct TraceReadError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line, counted from 1.
  package let line: Int
  /// The mistake.
  package let message: String
  /// The expected form, or the remedy.
  package let help: String

  /// `line 3: error: …; …`.
  package var description: String { "line \(line): error: \(message); \(help)" }
}
