// Exercise 18, a solution: both results reach the completion.

import Callbacks
import Comparison
import EventLoops

enum OfferACallbackSolution {
  /// `startTask` calls the completion with the value or with the error, and returns a handle that cancels the task.
  static func user(
    _ api: SimulatedAPI, on loop: any EventLoop, completion: @escaping Completion<String>
  ) -> any Cancellable {
    startTask(on: loop, "user", completion) { try await api.call(1, "me") }
  }
}
