// Exercise 14, a solution: the permit has a scope.

import Callbacks
import Comparison

enum GiveItBackSolution {
  /// `withPermit` releases the permit on every way out, and a cancelled wait takes none.
  static func call(_ name: CallName, _ api: SimulatedAPI, _ permits: Semaphore) async throws -> String {
    try await permits.withPermit { try await api.call(name, "me") }
  }
}
