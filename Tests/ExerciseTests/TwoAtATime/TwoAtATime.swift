// Exercise 7, yours: many calls, with a bound on the calls in flight.

import Callbacks
import Comparison
import EventLoops

enum TwoAtATime {
  /// Set this to true when you begin: from then on the exercise fails until it is right.
  static let isBegun = false

  // region exercise-7
  /// Sends a call for each name. The server accepts two at a time, and gets all of them at once.
  static func fetch(_ names: [CallName], _ api: SimulatedAPI, on loop: any EventLoop) async throws {
    try await withThrowingTaskGroup { group in
      for name in names {
        group.addTask { _ = try await api.call(name, "me") }
      }
      for try await _ in group {}
    }
  }
  // endregion
}
