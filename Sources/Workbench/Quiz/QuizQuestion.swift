// A question of the quiz: what is asked, the choices, and what is said of each.

/// A question about one scenario, with exactly one right choice.
package struct QuizQuestion: Sendable, Hashable {
  /// The scenario's name.
  package let scenario: String
  /// The scenario's title.
  package let title: String
  /// What the world does to the program, as the scenario file says it.
  package let setup: [String]
  /// What kind of question it is.
  package let kind: QuestionKind
  /// What is asked.
  package let prompt: String
  /// What helps without telling the answer outright: the point of the scenario.
  package let hint: String
  /// The choices, three or four, in the order in which they are offered.
  package let choices: [Choice]
  /// The place of the right choice.
  package let answer: Int

  /// What the progress file calls the question: it changes when the question does.
  package var id: String { "\(scenario)/\(kind.rawValue)/\(prompt)" }

  /// One of the answers that are offered.
  package struct Choice: Sendable, Hashable {
    /// The answer.
    package let text: String
    /// Why it is right, or of what else it is true.
    package let feedback: String
  }

  /// The letter of the choice at a place: `a` for the first.
  package static func letter(_ place: Int) -> String {
    String(UnicodeScalar(UInt8(ascii: "a") + UInt8(place)))
  }
}

/// What a question asks for.
package enum QuestionKind: String, Sendable, CaseIterable {
  /// The effect of the cancellation.
  case landing
  /// Which style does other things than the two others.
  case stranger
  /// Where an error or the cancellation is caught.
  case caught
  /// What the pipeline delivers.
  case outcome
  /// What happens right after something else.
  case next
  /// When something happens.
  case instant
  /// What does not happen at all.
  case never
  /// How many events the loop runs.
  case count
}
