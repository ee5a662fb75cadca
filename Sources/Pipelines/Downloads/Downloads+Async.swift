// The downloads in async style: a task group, or a loop.

import Comparison

extension Downloads {
  // region downloads-async
  @Sendable
  static func runAsync(_ context: ProgramContext) async throws -> String {
    do {
      let codes = codes(context)
      switch context[mode] {
      case .sequential: try await oneByOne(context, codes)
      case .concurrent: try await allAtOnce(context, codes)
      }
      return summary(codes.count)
    } catch {
      context.caught(error, "in the catch around the awaits")
      throw error
    }
  }

  /// Asks for one flag.
  static func getFlag(_ context: ProgramContext, _ code: String) async throws -> String {
    try await context.api.call(CallName(code), path(of: code))
  }

  /// Downloads one flag, and says so.
  static func downloadOne(_ context: ProgramContext, _ code: String) async throws {
    _ = try await getFlag(context, code)
    context.note(code)
  }

  /// Leaving the group with an error cancels the other downloads. (`waitForAll` would let them all run to their end first.)
  private static func allAtOnce(_ context: ProgramContext, _ codes: [String]) async throws {
    try await withThrowingTaskGroup { group in
      for code in codes { group.addTask { try await downloadOne(context, code) } }
      for try await _ in group {}
    }
  }
  // endregion

  // region downloads-async-sequential
  private static func oneByOne(_ context: ProgramContext, _ codes: [String]) async throws {
    for code in codes { try await downloadOne(context, code) }
  }
  // endregion
}
