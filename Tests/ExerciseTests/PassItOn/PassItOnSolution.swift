// Exercise 2, a solution: a function for each step, and one for all failures.

import Callbacks
import Comparison

enum PassItOnSolution {
  /// The steps follow each other in the file, each named after its input.
  static func order(_ api: SimulatedAPI, completion: @escaping Completion<String>) {
    @Sendable func begin() { api.call(1, "me", success: withUser, failure: fail) }
    @Sendable func withUser(_ user: String) { api.call(2, user, success: withOrders, failure: fail) }
    @Sendable func withOrders(_ orders: String) { api.call(3, orders, success: end, failure: fail) }
    @Sendable func end(_ receipt: String) { completion(.success(receipt)) }
    @Sendable func fail(_ error: any Error) { completion(.failure(error)) }
    begin()
  }
}
