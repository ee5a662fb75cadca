// The three stages in async style: one function body.

import Comparison

extension ThreeStages {
  // region three-stages-async
  /// Example 18-12: the stages are lines of one function, its variables live on, and `catch` catches.
  ///
  /// No line checks for cancellation between two awaits; its author decides that. Compare `runAsyncLooking`.
  @Sendable
  static func runAsync(_ context: ProgramContext) async throws -> String {
    let api = context.api

    do {
      let reply1 = try await api.call(1, context.request)
      let request2 = try context.step(1, reply1)

      let reply2 = try await api.call(2, request2)
      let request3 = try context.step(2, reply2)

      let reply3 = try await api.call(3, request3)
      return try context.step(3, reply3)
    } catch {
      context.caught(error, "in the catch around the awaits")
      throw error
    }
  }
  // endregion
}
