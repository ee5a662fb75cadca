// Exercise 11, a solution: defer runs on every way out.

import Comparison

enum CleanUpSolution {
  /// `defer` runs when the scope is left: at its end, by an error, or by a cancellation, which is an error here.
  static func work(_ api: SimulatedAPI, _ say: @Sendable (String) -> Void) async throws {
    say("lamp on")
    defer { say("lamp off") }
    _ = try await api.call(1, "me")
  }
}
