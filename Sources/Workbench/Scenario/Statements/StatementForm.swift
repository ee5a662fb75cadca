// One kind of statement: its keyword, how it is written, what it says, and how it is read.

/// One kind of statement.
struct StatementForm: Sendable {
  /// The word it begins with.
  let keyword: String
  /// The ways to write it.
  let usages: [String]
  /// Its meaning, in one sentence.
  let meaning: String
  /// How often it may occur in a scenario.
  var occurrence: Occurrence = .once
  /// The parts after the keyword.
  var arguments: Arguments = .tokens
  /// Reads the arguments into the draft.
  let read: @Sendable (inout ArgumentReader, inout ScenarioDraft) throws(LineFault) -> Void

  /// How often a statement may occur in a scenario.
  enum Occurrence: Sendable {
    /// Once, and not less.
    case required
    /// Once at most.
    case once
    /// Once at most for each first argument: one `call 2`.
    case oncePerName
    /// As often as wanted; where there is a rule besides, `read` keeps it.
    case many
  }

  /// The part of a statement after its keyword.
  enum Arguments: Sendable {
    /// Words and strings, and perhaps a comment.
    case tokens
    /// Verbatim text, in which quotes and `#` mean nothing.
    case text
  }
}
