// Exercise 12, a solution: only a failure of the API leads to another attempt.

import Comparison
import EventLoops

enum StopTryingSolution {
  /// The cancellation leaves the function wherever it arrives: in the call, or in the pause.
  static func load(_ api: SimulatedAPI, on loop: any EventLoop) async throws -> String {
    for _ in 1...5 {
      do {
        return try await api.call(1, "me")
      } catch is APIError {
        try await loop.sleep(for: .milliseconds(10))
      }
    }
    throw StopTrying.GaveUp()
  }
}
