// Exercise 13, a solution: the pause is part of the scope, and a cancelled pause answers.

import Callbacks
import Comparison
import EventLoops

enum CancelThePauseSolution {
  /// What waits can be cancelled, and answers then: the calls answer by themselves, the timer has to be helped.
  static func load(
    _ api: SimulatedAPI, on loop: any EventLoop, completion: @escaping Completion<String>
  ) -> any Cancellable {
    let scope = CancellationScope(on: loop)
    scope.add(
      api.call(1, "me") { result in
        guard case .failure(let error) = result, error is APIError else { return completion(result) }
        let pause = loop.schedule(after: .milliseconds(20)) {
          scope.replace(with: api.call(2, "me", completion: completion))
        }
        scope.replace(
          with: CancellationHandle {
            pause.cancel()
            completion(.failure(CancellationError()))
          })
      })
    return scope
  }
}
