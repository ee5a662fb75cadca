// The three stages in callback style: nested closures.

import Callbacks
import Comparison

extension ThreeStages {
  // region three-stages-callback
  /// Example 18-10: each stage is a closure inside the closure of the stage before.
  ///
  /// Each checks for cancellation before its step; its author decides that. Compare `nestedRunningOn`.
  @Sendable
  static func runWithCallbacks(_ context: ProgramContext, completion: @escaping Completion<String>) -> any Cancellable {
    let api = context.api
    let scope = CancellationScope(on: context.loop)

    /// Ends the pipeline, for each of the six places that can fail.
    @Sendable func fail(_ error: any Error, _ place: String) {
      context.caught(error, place)
      completion(.failure(error))
    }

    scope.add(
      api.call(1, context.request) { reply1 in
        do {
          try scope.checkCancellation()
          let request2 = try context.step(1, reply1)

          scope.add(
            api.call(2, request2) { reply2 in
              do {
                try scope.checkCancellation()
                let request3 = try context.step(2, reply2)

                scope.add(
                  api.call(3, request3) { reply3 in
                    do {
                      try scope.checkCancellation()
                      completion(.success(try context.step(3, reply3)))
                    } catch {
                      fail(error, "in the completion of call 3")
                    }
                  } failure: { error in
                    fail(error, "in the completion of call 3")
                  })
              } catch {
                fail(error, "in the completion of call 2")
              }
            } failure: { error in
              fail(error, "in the completion of call 2")
            })
        } catch {
          fail(error, "in the completion of call 1")
        }
      } failure: { error in
        fail(error, "in the completion of call 1")
      })
    return scope
  }
  // endregion
}
