// A box protects each access to its value, and not two accesses that belong together.

import Synchronization

extension OrdinaryProgram {
  /// After `LockIsolated` of swift-concurrency-extras: a value that is read, and set to something computed from it.
  package static let isolatedValue = OrdinaryProgram("isolated value") { isFixed in
    let count = IsolatedValue(0)
    let tasks = (0..<2).map { _ in
      Task {
        if isFixed { return count.withValue { $0 += 1 } }
        let seen = count.value
        await Task.yield()
        count.withValue { $0 = seen + 1 }
      }
    }
    for task in tasks { await task.value }
    return count.value == 2 ? nil : "an update is lost"
  }
}

private final class IsolatedValue<Value: Sendable>: Sendable {
  private let storage: Mutex<Value>

  init(_ value: sending Value) { storage = Mutex(value) }

  var value: Value { storage.withLock { $0 } }

  func withValue(_ body: (inout sending Value) -> Void) { storage.withLock { body(&$0) } }
}
