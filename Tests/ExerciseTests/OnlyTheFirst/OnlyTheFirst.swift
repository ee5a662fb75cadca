// Exercise 20, yours: of two sources one resumes the task.

import Callbacks
import Comparison
import EventLoops

enum OnlyTheFirst {
  /// Set this to true when you begin: from then on the exercise fails until it is right.
  static let isBegun = false

  // region exercise-20
  /// Waits for the reply, for at most 20 ms. A reply that comes later resumes the task a second time. Resume it once, and
  /// stop what is not needed any more: the call or the timer.
  static func user(_ api: SimulatedAPI, on loop: any EventLoop) async throws -> String {
    try await suspend(on: loop, "user") { suspension in
      api.call(1, "me") { result in suspension.resume(with: result) }
      loop.schedule(after: .milliseconds(20)) { suspension.resume(returning: "no user") }
    }
  }
  // endregion
}
