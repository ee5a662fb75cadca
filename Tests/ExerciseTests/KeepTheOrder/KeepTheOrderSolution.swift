// Exercise 8, a solution: each result says which request it belongs to.

import Comparison

enum KeepTheOrderSolution {
  /// A result is stored at the position of its request, whenever it arrives.
  static func replies(_ names: [CallName], _ api: SimulatedAPI) async throws -> [String] {
    try await withThrowingTaskGroup(of: (index: Int, reply: String).self) { group in
      for (index, name) in names.enumerated() {
        group.addTask { (index, try await api.call(name, "me")) }
      }
      var replies = [String](repeating: "", count: names.count)
      for try await result in group { replies[result.index] = result.reply }
      return replies
    }
  }
}
