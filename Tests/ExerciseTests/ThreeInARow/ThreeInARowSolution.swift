// Exercise 3, a solution: a link that asks for another future is a flatMap.

import Comparison
import Promises

enum ThreeInARowSolution {
  /// Each link returns the future that the next one waits for.
  static func order(_ api: SimulatedAPI) -> Future<String> {
    api.call(1, "me")
      .flatMap { user in api.call(2, user) }
      .flatMap { orders in api.call(3, orders) }
  }
}
