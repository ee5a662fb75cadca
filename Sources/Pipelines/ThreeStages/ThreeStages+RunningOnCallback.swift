// The three stages in callback style, without checks for cancellation.

import Callbacks
import Comparison

extension ThreeStages {
  /// As `nested`, but code whose reply has arrived continues to its next call, as the task of `awaited` does. That call is
  /// sent and cancelled at once, because its handle is added to a cancelled scope.
  @Sendable
  static func nestedRunningOn(_ context: ProgramContext, completion: @escaping Completion<String>) -> any Cancellable {
    let api = context.api
    let scope = CancellationScope(on: context.loop)

    @Sendable func fail(_ error: any Error, _ place: String) {
      context.caught(error, place)
      completion(.failure(error))
    }

    scope.add(
      api.call(1, context.request) { reply1 in
        do {
          let request2 = try context.step(1, reply1)

          scope.add(
            api.call(2, request2) { reply2 in
              do {
                let request3 = try context.step(2, reply2)

                scope.add(
                  api.call(3, request3) { reply3 in
                    do {
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
}
