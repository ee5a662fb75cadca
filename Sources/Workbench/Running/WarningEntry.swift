// A warning as an entry of a JSON document.

/// A statement without effect in a document for programs.
package struct WarningEntry: Encodable, Sendable {
  let line: Int?
  let column: Int
  let message: String
  let help: [String]

  /// The entry for a warning.
  package init(_ warning: ScenarioDiagnostic) {
    line = warning.line
    column = warning.column
    message = warning.message
    help = warning.help
  }
}
