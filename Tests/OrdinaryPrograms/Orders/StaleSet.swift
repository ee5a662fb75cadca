// A cache is filled with a value that was read before the value was changed.

extension OrdinaryProgram {
  /// The reader fills the cache after the writer has emptied it.
  package static let staleSet = OrdinaryProgram("stale set") { isFixed in
    let database = Box(1)
    let cache = LeasedCache()
    let reader = Task {
      let lease = await cache.lease
      let value = await database.value
      await cache.fill(value, lease: isFixed ? lease : nil)
    }
    let writer = Task {
      await database.set(2)
      await cache.empty()
    }
    _ = await (reader.value, writer.value)
    let (stored, cached) = await (database.value, cache.value)
    return cached == nil || cached == stored ? nil : "the cache has the old value"
  }
}

private actor LeasedCache {
  private(set) var value: Int?
  private(set) var lease = 0

  func fill(_ new: Int, lease expected: Int?) {
    if let expected, expected != lease { return }
    value = new
  }

  func empty() {
    value = nil
    lease += 1
  }
}

/// A value behind an actor.
actor Box<Value: Sendable> {
  private(set) var value: Value

  init(_ value: Value) { self.value = value }

  func set(_ new: Value) { value = new }
}
