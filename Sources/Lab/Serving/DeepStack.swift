// Work on a thread with a deep stack: callbacks that answer at once call each other deeply.

import Exploration

/// Threads with the stack of a main thread.
enum DeepStack {
  /// Does work on such a thread, and waits for it.
  static func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws(LabRefusal) -> Value
  ) throws(LabRefusal) -> Value {
    let results = OrderedWork([0], workers: 1, isAside: true) { _ in Result { () throws(LabRefusal) in try work() } }
    guard let result = results.all.first else { preconditionFailure("one item has one result") }
    return try result.get()
  }
}
