// Exercise 19, a solution: the promise passes the cancellation on.

import Callbacks
import Comparison
import EventLoops
import Promises

enum PassTheCancellationSolution {
  /// The promise calls `onCancel` when its future is cancelled. The call answers with an error, and settles the promise.
  static func user(_ api: SimulatedAPI, on loop: any EventLoop) -> Future<String> {
    let promise = Promise<String>(on: loop, "user")
    let call = api.call(1, "me") { result in promise.complete(with: result) }
    promise.onCancel { call.cancel() }
    return promise.future
  }
}
