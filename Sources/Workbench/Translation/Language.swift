// The language of titles, rules, questions and summaries.

/// A language in which a learner may read titles, rules, questions and summaries.
///
/// The words of events, messages, JSON documents and options are English in each language.
package enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case korean = "ko"

  /// The language that an environment asks for: Korean or English.
  ///
  /// The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is not empty decides, as in the C library.
  ///
  /// - Parameter environment: The environment variables.
  package init(environment: [String: String]) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    let name = locale?.prefix { $0.isLetter } ?? ""
    self = name == Language.korean.rawValue ? .korean : .english
  }

  /// A text in this language. The English one is returned if it has no translation.
  ///
  /// - Parameter english: The text as the source has it.
  package func text(_ english: String) -> String {
    switch self {
    case .english: english
    case .korean: Translations.korean[english] ?? english
    }
  }

  /// The one of two texts that is in this language.
  ///
  /// - Parameters:
  ///   - english: The English text.
  ///   - korean: The Korean text.
  package func choose(_ english: String, _ korean: String) -> String {
    switch self {
    case .english: english
    case .korean: korean
    }
  }
}
