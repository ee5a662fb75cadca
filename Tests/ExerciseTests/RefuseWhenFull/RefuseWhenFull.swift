// Exercise 16, yours: a full line refuses.

import Callbacks
import Comparison

enum RefuseWhenFull {
  /// Set this to true when you begin: from then on the exercise fails until it is right.
  static let isBegun = false

  /// The line is full.
  struct Busy: Error {}

  // region exercise-16
  /// Handles a request with one of the permits. At most two requests should wait, and a further one should get `Busy`.
  static func handle(_ name: CallName, _ api: SimulatedAPI, _ permits: Semaphore) async throws -> String {
    try await permits.withPermit { try await api.call(name, "me") }
  }
  // endregion
}
