// What a run delivered as one text, which most runs of an exploration have in common with the run before.

import Comparison
import Synchronization

/// The text of what pipelines delivered, and what it was made of last.
final class OutcomeText: Sendable {
  private let last = Mutex<(results: [Outcome?], text: String)>(([], ""))

  init() {}

  /// The results as one text, in the order of the pipelines.
  func text(of results: [Outcome?]) -> String {
    last.withLock { last in
      if last.results != results { last = (results, Self.make(results)) }
      return last.text
    }
  }

  /// The results as one text that is made for them.
  static func make(_ results: [Outcome?]) -> String {
    results.map { $0?.description ?? "no result" }.joined(separator: ", ")
  }
}
