// A function in the style of many code bases: nested completion handlers.

import Callbacks
import Comparison

// region legacy-checkout
/// Reserves the goods, charges the card, and gives the goods back if the charge fails.
@Sendable
func legacyCheckout(
  _ context: ProgramContext, completion: @escaping Completion<String>
) -> any Cancellable {
  let scope = CancellationScope(on: context.loop)
  scope.add(
    context.api.call("reserve", "2 books") { reservation in
      if scope.isCancelled { return completion(.failure(CancellationError())) }
      scope.add(
        context.api.call("charge", reservation) { receipt in
          completion(.success(receipt))
        } failure: { error in
          context.api.call("release", reservation) { _ in
            completion(.failure(error))
          }
        })
    } failure: { error in
      completion(.failure(error))
    })
  return scope
}
// endregion
