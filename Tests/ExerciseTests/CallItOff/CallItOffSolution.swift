// Exercise 6, a solution: one handle for all calls, each added as it is made.

import Callbacks
import Comparison
import EventLoops

enum CallItOffSolution {
  /// The scope cancels what is in flight when it is cancelled, and what is added to it afterwards.
  static func order(
    _ api: SimulatedAPI, on loop: any EventLoop, completion: @escaping Completion<String>
  ) -> any Cancellable {
    let scope = CancellationScope(on: loop)
    scope.add(
      api.call(1, "me") { result in
        switch result {
        case .success(let user): scope.add(api.call(2, user, completion: completion))
        case .failure(let error): completion(.failure(error))
        }
      })
    return scope
  }
}
