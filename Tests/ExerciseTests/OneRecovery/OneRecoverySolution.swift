// Exercise 5, a solution: the do stands around the one call whose failure is dealt with.

import Comparison

enum OneRecoverySolution {
  /// A cancellation is no failure of the weather: it goes on to the caller.
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
