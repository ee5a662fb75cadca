// How strictly a block of expected events is compared with a run.

/// How strictly a block of expected events is compared with a run.
package enum ExpectationKind: String, Sendable, Hashable, CaseIterable {
  /// The lines happen in this order, and nothing else does.
  case exact
  /// The lines happen in this order; other events may happen before, between and after them.
  case partial
  /// The lines happen in any order, and nothing else does.
  case unordered

  /// The word behind `expect`; nil for the usual kind, which needs none.
  var word: String? { self == .exact ? nil : rawValue }

  /// The words that a block may have behind `expect`.
  static let words = allCases.compactMap(\.word)
}
