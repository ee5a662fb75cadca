// The three stages in future style: one chain.

import Comparison
import Promises

extension ThreeStages {
  // region three-stages-future
  /// Each stage is a reaction to the one before; the chain has one path for failures, and one place to catch them.
  @Sendable
  static func runWithFutures(_ context: ProgramContext) -> Future<String> {
    let api = context.api

    return api.call(1, context.request)
      .flatMap { reply1 in
        let request2 = try context.step(1, reply1)
        return api.call(2, request2)
      }
      .flatMap { reply2 in
        let request3 = try context.step(2, reply2)
        return api.call(3, request3)
      }
      .map { reply3 in
        try context.step(3, reply3)
      }
      .recover { error in
        context.caught(error, "at the end of the chain")
        throw error
      }
  }
  // endregion
}
