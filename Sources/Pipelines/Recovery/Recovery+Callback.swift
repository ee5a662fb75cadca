// Recovery in callback style: the failure callback of one call continues in the same way as its success callback.

import Callbacks
import Comparison

extension Recovery {
  // region recovery-callback
  /// The stage after the recovery is a function, since two callbacks have to continue with it.
  @Sendable
  static func runWithCallbacks(_ context: ProgramContext, completion: @escaping Completion<String>) -> any Cancellable {
    let api = context.api
    let scope = CancellationScope(on: context.loop)

    /// Runs a stage. An error that it throws ends the pipeline.
    @Sendable func attempt(_ place: String, _ stage: () throws -> Void) {
      do {
        try scope.checkCancellation()
        try stage()
      } catch {
        context.caught(error, place)
        completion(.failure(error))
      }
    }

    @Sendable func stage2(_ reply2: String) throws {
      let request3 = try context.step(2, reply2)
      scope.add(
        api.call(3, request3) { result in
          attempt("in the completion of call 3") {
            completion(.success(try context.step(3, try result.get())))
          }
        })
    }

    scope.add(
      api.call(1, context.request) { result in
        attempt("in the completion of call 1") {
          let request2 = try context.step(1, try result.get())
          scope.add(
            api.call(2, request2) { reply2 in
              attempt("in the completion of call 2") { try stage2(reply2) }
            } failure: { error in
              attempt("in the completion of call 2") { try stage2(context.recovery(of: 2, from: error)) }
            })
        }
      })
    return scope
  }
  // endregion
}
