// Exercise 4, a solution: two child tasks, and one wait for both.

import Comparison

enum TwoAtOnceSolution {
  /// Both calls are in flight before either is waited for. If one fails, the other is cancelled.
  static func page(_ api: SimulatedAPI) async throws -> String {
    async let user = api.call(1, "user")
    async let weather = api.call(2, "weather")
    return try await "\(user), \(weather)"
  }
}
