// Exercise 17, a solution: a bridge that suspends the task until the completion is called.

import Callbacks
import Comparison
import EventLoops

enum BridgeItSolution {
  /// `awaitCompletion` resumes the task with the result, whichever it is, and passes a cancellation on to the call.
  static func user(_ api: SimulatedAPI, on loop: any EventLoop) async throws -> String {
    try await awaitCompletion(on: loop, "user") { completion in api.call(1, "me", completion: completion) }
  }
}
