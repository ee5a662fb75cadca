// A text of the quiz in each language, written side by side so that one is not changed without the other.

/// A text in English and in Korean.
struct Wording: Hashable, Sendable {
  let english: String
  let korean: String

  init(_ english: String, _ korean: String) {
    (self.english, self.korean) = (english, korean)
  }

  /// The text in a language.
  func text(in language: Language) -> String { language.choose(english, korean) }

  /// A sentence with this text at its end in English, and at its beginning in Korean.
  func completing(_ english: String, _ korean: String) -> Wording {
    Wording("\(english) \(self.english).", "\(self.korean) \(korean).")
  }
}

extension Language {
  /// The beginning of the feedback to a right answer.
  var right: String { choose("Right: ", "맞습니다: ") }
  /// The beginning of the feedback to a wrong answer.
  var wrong: String { choose("No: ", "아닙니다: ") }
  /// The beginning of the rule below the feedback.
  package var rule: String { choose("Rule: ", "규칙: ") }
}
