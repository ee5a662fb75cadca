// Exercise 6, yours: a cancellation reaches the call that is in flight.

import Callbacks
import Comparison
import EventLoops

enum CallItOff {
  /// Set this to true when you begin: from then on the exercise fails until it is right.
  static let isBegun = false

  // region exercise-6
  /// Two calls in a row. The returned handle cancels the first call only: a later cancellation does nothing.
  static func order(
    _ api: SimulatedAPI, on loop: any EventLoop, completion: @escaping Completion<String>
  ) -> any Cancellable {
    api.call(1, "me") { result in
      switch result {
      case .success(let user): api.call(2, user, completion: completion)
      case .failure(let error): completion(.failure(error))
      }
    }
  }
  // endregion
}
