// Exercise 18, yours: an async function for callers that have callbacks.

import Callbacks
import Comparison
import EventLoops

enum OfferACallback {
  /// Set this to true when you begin: from then on the exercise fails until it is right.
  static let isBegun = false

  // region exercise-18
  /// Offers an async function with a completion. If the call fails, the caller never receives an answer.
  static func user(
    _ api: SimulatedAPI, on loop: any EventLoop, completion: @escaping Completion<String>
  ) -> any Cancellable {
    let task = loop.spawn {
      let user = try await api.call(1, "me")
      completion(.success(user))
    }
    return CancellationHandle { task.cancel() }
  }
  // endregion
}
