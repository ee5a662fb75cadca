// The statements of the scenario format.

/// The statements of the format.
enum StatementTable {
  /// All statements, in the order in which the format's description has them.
  static let forms: [StatementForm] =
    headerForms + settingForms + apiForms + programForms + clientForms + treatmentForms + noteForms + expectationForms

  /// The form of the statements that begin with a keyword.
  static func form(for keyword: String) -> StatementForm? {
    forms.first { $0.keyword == keyword }
  }

  /// The keywords, in the order of the forms.
  static let keywords = forms.map(\.keyword)
}
