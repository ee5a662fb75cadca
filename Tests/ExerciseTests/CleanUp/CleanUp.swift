// Exercise 11, yours: what is switched on is switched off on every way out.

import Comparison

enum CleanUp {
  /// Set this to true when you begin: from then on the exercise fails until it is right.
  static let isBegun = false

  // region exercise-11
  /// Works under a lamp. If the call fails or the task is cancelled, the lamp stays on.
  static func work(_ api: SimulatedAPI, _ say: @Sendable (String) -> Void) async throws {
    say("lamp on")
    _ = try await api.call(1, "me")
    say("lamp off")
  }
  // endregion
}
