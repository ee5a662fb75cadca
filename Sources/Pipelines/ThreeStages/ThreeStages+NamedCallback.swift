// The three stages in callback style: named functions instead of nesting.

import Callbacks
import Comparison

extension ThreeStages {
  // region three-stages-named
  /// Example 18-11: each stage is a function that names the next; what they share has to be handed on or captured.
  @Sendable
  static func named(_ context: ProgramContext, completion: @escaping Completion<String>) -> any Cancellable {
    let api = context.api
    let scope = CancellationScope(on: context.loop)

    @Sendable func stage1(_ reply1: String) throws {
      let request2 = try context.step(1, reply1)
      scope.add(api.call(2, request2, completion: next(stage2, "in the completion of call 2")))
    }

    @Sendable func stage2(_ reply2: String) throws {
      let request3 = try context.step(2, reply2)
      scope.add(api.call(3, request3, completion: next(stage3, "in the completion of call 3")))
    }

    @Sendable func stage3(_ reply3: String) throws {
      completion(.success(try context.step(3, reply3)))
    }

    /// A completion that runs a stage, and ends the pipeline at the first failure.
    @Sendable func next(_ stage: @escaping @Sendable (String) throws -> Void, _ place: String) -> Completion<String> {
      { result in
        do {
          let reply = try result.get()
          try scope.checkCancellation()
          try stage(reply)
        } catch {
          context.caught(error, place)
          completion(.failure(error))
        }
      }
    }

    scope.add(api.call(1, context.request, completion: next(stage1, "in the completion of call 1")))
    return scope
  }
  // endregion
}
