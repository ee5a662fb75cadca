// Exercise 4, a solution: two child tasks, and one wait for both.

import Comparison

enum TwoAtOnceSolution {
  /// Both calls are in flight before either is awaited.
  ///
  /// The awaits run from left to right. If `user` fails, the function ends, and that cancels `weather`. If `weather`
  /// fails first, its error is thrown only after `user` has ended: nothing cancels `user`.
  static func page(_ api: SimulatedAPI) async throws -> String {
    async let user = api.call(1, "user")
    async let weather = api.call(2, "weather")
    return try await "\(user), \(weather)"
  }
}
