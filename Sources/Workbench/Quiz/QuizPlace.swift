// Where a statement of the quiz holds: in which run of which scenario, and how a sentence calls it.

import Comparison

/// The runs that a statement is about.
enum QuizPlace: Hashable {
  /// Those of the scenario that is asked about, in the style of the question.
  case here
  /// Those of the scenario that is asked about, in another style.
  case style(Style)
  /// Those of the scenario that is asked about, without something that is done to its pipelines.
  case without([QuizTreatment])
  /// Those of another scenario.
  case scenario(path: String, name: String)

  /// A part of a sentence: its end in English, `in the future style`, and its beginning in Korean.
  ///
  /// - Parameter plan: The plan of the scenario that is asked about.
  func words(in plan: Plan) -> Wording {
    switch self {
    case .here: Wording("here", "여기서는")
    case .style(let style): Wording("in the \(style) style", "\(style) 스타일에서는")
    case .without(let treatments):
      Wording(
        "without " + treatments.map { $0.words(in: plan) }.joined(separator: " and "),
        (treatments.dropLast().map { "\($0.koreanName)와 " } + treatments.suffix(1).map(\.koreanSubject)).joined()
          + " 없으면")
    case .scenario(_, let name): Wording("in the scenario \(name)", "시나리오 \(name)에서는")
    }
  }
}
