// Why a function cannot be migrated.

/// A reason for which there is no rewrite, or no check of it.
package struct MigrationFailure: Error, Sendable, Hashable {
  /// The kind of a failure, which determines the exit code.
  package enum Kind: Sendable, Hashable {
    /// A file is missing, or is no source that can be read.
    case missing
    /// The package cannot be written.
    case unwritable
    /// The place names no function that can be rewritten.
    case unfit
    /// A tool of the toolchain is missing, or does not answer.
    case toolchain
    /// The language server has ended by itself.
    case ended
  }

  package let kind: Kind
  /// The message, without a full stop.
  package let message: String
  /// Where in the source, counted from 1; nil if it is not about a place.
  package let line: Int?
  /// The remedies.
  package let help: [String]

  init(_ kind: Kind, _ message: String, line: Int? = nil, help: [String] = []) {
    (self.kind, self.message, self.line, self.help) = (kind, message, line, help)
  }
}
