// A question of the quiz: the prompt, the answers that are offered, and the feedback to each.

/// A question about one scenario or the rule of one chapter, with exactly one right answer.
package struct QuizQuestion: Sendable, Hashable {
  /// The name of the scenario or of the chapter.
  package let scenario: String
  /// The scenario's title.
  package let title: String
  /// What the question is about, without the scenario's name and title, which often give the answer away.
  package let subject: String
  /// The plan of the run, in the words of the scenario file; the rule, if the question is about a rule.
  package let setup: [String]
  /// The kind of question.
  package let kind: QuestionKind
  /// The prompt.
  package let prompt: String
  /// The prompt in English, if it is shown in another language; it is part of the identity.
  var englishPrompt: String?
  /// A hint that does not give the answer away: the point of the scenario.
  package let hint: String
  /// The rule of the chapter that the scenario belongs to, which follows the answer; nil if there is none to add.
  package let rule: String?
  /// Where to look it up: a command, or a file of the guide.
  package let source: String
  /// The answers, three or four, in the order in which they are offered.
  package let answers: [Answer]
  /// The index of the right answer.
  package let rightAnswer: Int

  /// The identity of the question in the progress file; it changes with the question, and not with
  /// the language.
  package var id: String { "\(scenario)/\(kind.rawValue)/\(englishPrompt ?? prompt)" }

  /// One of the answers that are offered.
  package struct Answer: Sendable, Hashable {
    /// The answer.
    package let text: String
    /// Why it is right, or of what else it is true.
    package let feedback: String
  }

  /// The letter of the answer at an index: `a` for the first.
  package static func letter(_ place: Int) -> String {
    String(UnicodeScalar(UInt8(ascii: "a") + UInt8(place)))
  }
}
