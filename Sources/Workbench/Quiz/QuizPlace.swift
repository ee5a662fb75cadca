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

  /// The end of a sentence: `in the future style`.
  ///
  /// - Parameter plan: The plan of the scenario that is asked about.
  func words(in plan: Plan) -> String {
    switch self {
    case .here: "here"
    case .style(let style): "in the \(style) style"
    case .without(let treatments): "without " + treatments.map { $0.words(in: plan) }.joined(separator: " and ")
    case .scenario(_, let name): "in the scenario \(name)"
    }
  }
}
