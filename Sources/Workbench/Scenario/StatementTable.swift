// The statements of the scenario format: keyword, form, meaning, and how each is read.

/// One kind of statement.
struct StatementForm: Sendable {
  /// The word it begins with.
  let keyword: String
  /// How it is written.
  let usage: String
  /// What it says, in one sentence.
  let meaning: String
  /// What makes two statements of the kind the same, so that there may be only one of them; nil if there may be many.
  let identity: Identity?
  /// Reads the arguments into the draft.
  let read: @Sendable (inout ArgumentReader, inout ScenarioDraft) throws(LineFault) -> Void

  enum Identity: Sendable {
    /// The keyword: the statement may stand once.
    case keyword
    /// The keyword and its first argument: `call 2` may stand once.
    case firstArgument
  }
}

/// The statements of the format.
enum StatementTable {
  /// All statements, in the order in which the format's description has them.
  static let forms: [StatementForm] = headerForms + apiForms + programForms + treatmentForms

  static func form(for keyword: String) -> StatementForm? {
    forms.first { $0.keyword == keyword }
  }

  /// The keywords, with the one that begins a block.
  static let keywords = forms.map(\.keyword) + ["expect"]
}
