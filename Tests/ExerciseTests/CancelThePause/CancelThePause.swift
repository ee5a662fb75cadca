// Exercise 13, yours: a cancellation ends a pause, too.

import Callbacks
import Comparison
import EventLoops

enum CancelThePause {
  /// Set this to true when you begin: from then on the exercise fails until it is right.
  static let isBegun = false

  // region exercise-13
  /// Tries twice, with a pause of 20 ms. A cancellation during the pause is noticed only when the pause is over.
  static func load(
    _ api: SimulatedAPI, on loop: any EventLoop, completion: @escaping Completion<String>
  ) -> any Cancellable {
    let scope = CancellationScope(on: loop)
    scope.add(
      api.call(1, "me") { result in
        guard case .failure(let error) = result, error is APIError else { return completion(result) }
        loop.schedule(after: .milliseconds(20)) {
          scope.add(api.call(2, "me", completion: completion))
        }
      })
    return scope
  }
  // endregion
}
