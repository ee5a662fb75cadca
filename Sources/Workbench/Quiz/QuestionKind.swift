// The kinds of questions in the quiz.

/// The subject of a question.
package enum QuestionKind: String, Sendable, CaseIterable {
  /// The effect of the cancellation.
  case landing
  /// Which style does other things than the two others.
  case stranger
  /// Where an error or the cancellation is caught.
  case caught
  /// The outcome of the pipeline.
  case outcome
  /// The event that follows a given one.
  case next
  /// When something happens.
  case instant
  /// An event that does not occur.
  case never
  /// The reason for a chapter's rule.
  case why
  /// What code does to keep a chapter's rule.
  case advice
  /// What happens if a chapter's rule is broken.
  case otherwise
}
