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
  /// Of which chapter's rule something is the reason.
  case ruleBehind
  /// Which chapter's rule some code keeps.
  case ruleKept
  /// Which chapter's rule was broken.
  case ruleBroken

  /// Whether a question of this kind is about a rule, and not about a run.
  package var isAboutRule: Bool {
    switch self {
    case .why, .advice, .otherwise, .ruleBehind, .ruleKept, .ruleBroken: true
    case .landing, .stranger, .caught, .outcome, .next, .instant, .never: false
    }
  }
}
