// Recovery in future style: one more link in the chain, behind the call that may fail.

import Comparison
import Promises

extension Recovery {
  // region recovery-future
  /// The recovery follows the second call alone, so it does not catch failures of other calls.
  @Sendable
  static func runWithFutures(_ context: ProgramContext) -> Future<String> {
    let api = context.api

    return api.call(1, context.request)
      .flatMap { reply1 in
        let request2 = try context.step(1, reply1)
        return api.call(2, request2)
          .recover { error in
            try context.recovery(of: 2, from: error)
          }
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
