// Exercise 19, yours: a future that is cancelled cancels its call.

import Callbacks
import Comparison
import EventLoops
import Promises

enum PassTheCancellation {
  /// Set this to true when you begin: from then on the exercise fails until it is right.
  static let isBegun = false

  // region exercise-19
  /// Makes a future from a callback. Cancelling the future does not reach the call.
  static func user(_ api: SimulatedAPI, on loop: any EventLoop) -> Future<String> {
    let promise = Promise<String>(on: loop, "user")
    api.call(1, "me") { result in promise.complete(with: result) }
    return promise.future
  }
  // endregion
}
