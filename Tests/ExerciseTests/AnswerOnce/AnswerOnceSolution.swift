// Exercise 1, a solution: one way out for both.

import Callbacks
import Comparison

enum AnswerOnceSolution {
  /// The result, whichever it is, is mapped and handed on in one place.
  static func greet(_ api: SimulatedAPI, completion: @escaping Completion<String>) {
    api.call(1, "me") { result in
      completion(result.map { "hello, \($0)" })
    }
  }
}
