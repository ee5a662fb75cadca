// Classes of a module that is not instrumented.

import Synchronization

/// A counter that reports nothing of its accesses.
public final class PlainCounter: @unchecked Sendable {
  /// The value, 1 at first.
  public var value = 1

  /// Makes one.
  public init() {}

  /// Adds one.
  public func add() { value += 1 }

  /// Doubles the value.
  public func double() { value *= 2 }
}

/// A counter behind a lock: unoptimised code calls nothing of the runtime to use it.
public final class PlainLockedCounter: Sendable {
  private let number = Mutex(1)

  /// Makes one.
  public init() {}

  /// The value, 1 at first.
  public var value: Int { number.withLock { $0 } }

  /// Adds one.
  public func add() { number.withLock { $0 += 1 } }

  /// Doubles the value.
  public func double() { number.withLock { $0 *= 2 } }
}
