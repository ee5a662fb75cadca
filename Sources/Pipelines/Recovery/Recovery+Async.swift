// Recovery in async style: a do/catch around one line.

import Comparison

extension Recovery {
  // region recovery-async
  /// An inner `catch` recovers, the outer one reports; which calls each covers is seen from the braces.
  @Sendable
  static func runAsync(_ context: ProgramContext) async throws -> String {
    let api = context.api

    do {
      let reply1 = try await api.call(1, context.request)
      let request2 = try context.step(1, reply1)

      let reply2: String
      do {
        reply2 = try await api.call(2, request2)
      } catch {
        reply2 = try context.recovery(of: 2, from: error)
      }
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
