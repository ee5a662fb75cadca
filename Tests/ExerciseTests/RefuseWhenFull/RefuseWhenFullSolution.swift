// Exercise 16, a solution: the length of the line is checked before the request joins it.

import Callbacks
import Comparison

enum RefuseWhenFullSolution {
  /// The check and the entry into the line are in one piece of the task: no other request can come between.
  static func handle(_ name: CallName, _ api: SimulatedAPI, _ permits: Semaphore) async throws -> String {
    guard permits.freePermits > 0 || permits.waiterCount < 2 else { throw RefuseWhenFull.Busy() }
    return try await permits.withPermit { try await api.call(name, "me") }
  }
}
