// Exercise 10, a solution: the results are read, so that an error leaves the group.

import Comparison

enum FirstErrorSolution {
  /// The loop meets the first error when it happens. The error leaves the group, which cancels the other children.
  static func save(_ names: [CallName], _ api: SimulatedAPI) async throws {
    try await withThrowingTaskGroup(of: String.self) { group in
      for name in names {
        group.addTask { try await api.call(name, "me") }
      }
      for try await _ in group {}
    }
  }
}
