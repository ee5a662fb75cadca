// Exercise 15, a solution: the future is stored before its reply.

import Comparison
import EventLoops
import Promises

enum LoadOnceSolution {
  /// The future is stored when the call is made. A failure is removed, so that a later request tries again.
  static func load(_ name: CallName, _ api: SimulatedAPI, _ cache: LoadOnce.Cache) -> Future<String> {
    if let known = cache.value[name] { return known }
    let future = api.call(name, "me")
    cache.withValue { $0[name] = future }
    future.whenFailure { _ in cache.withValue { $0[name] = nil } }
    return future
  }
}
