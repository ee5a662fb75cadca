// Exercise 5, a solution: the do statement encloses only the call whose failure is handled.

import Comparison

enum OneRecoverySolution {
  /// A cancellation is not a failure of the weather call: it is rethrown to the caller.
  static func page(_ api: SimulatedAPI) async throws -> String {
    let user = try await api.call(1, "user")
    let weather: String
    do {
      weather = try await api.call(2, "weather")
    } catch is APIError {
      weather = "no weather"
    }
    return "\(user), \(weather)"
  }
}
