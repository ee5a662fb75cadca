// The three stages in async style, with a look for a cancellation before each step.

import Comparison

extension ThreeStages {
  /// As `runAsync`, but it checks for cancellation after each reply, as the callbacks of `runWithCallbacks` do.
  @Sendable
  static func runAsyncLooking(_ context: ProgramContext) async throws -> String {
    let api = context.api

    do {
      let reply1 = try await api.call(1, context.request)
      try Task.checkCancellation()
      let request2 = try context.step(1, reply1)

      let reply2 = try await api.call(2, request2)
      try Task.checkCancellation()
      let request3 = try context.step(2, reply2)

      let reply3 = try await api.call(3, request3)
      try Task.checkCancellation()
      return try context.step(3, reply3)
    } catch {
      context.caught(error, "in the catch around the awaits")
      throw error
    }
  }
}
