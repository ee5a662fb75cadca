// Lets one thread at a time touch the state of a loop that is not running.

import Synchronization

/// Admits one thread at a time to a loop between its runs.
///
/// While a loop runs, the running thread alone touches the loop's state, without a lock. Between two runs any thread may,
/// and enters here. A thread that is inside may enter again: an access may use the loop, and other state of it.
package struct IdleGate: ~Copyable, Sendable {
  // Locked and unlocked by two calls, not around a closure: an access to state in an event of the loop, the hot path, would
  // otherwise keep what its body changes in memory for a closure that is never called.
  private let lock = Mutex(())
  /// The thread that is inside, or 0.
  private let visitor = Atomic<UInt>(0)
  /// How many times it has entered and not left.
  private let depth = Atomic<Int>(0)

  package init() {}

  /// Whether the calling thread is inside.
  package var isVisitor: Bool { visitor.load(ordering: .relaxed) == ThreadIdentity.current }

  /// Enters unless the loop is running.
  ///
  /// - Parameters:
  ///   - isRunning: Whether the loop is running; does not change while a thread is inside.
  ///   - refused: Called if the loop is running, before it can end.
  /// - Returns: Whether the thread is inside, and has to leave.
  package func enter(unless isRunning: () -> Bool, refused: () -> Void = {}) -> Bool {
    if isVisitor {
      depth.add(1, ordering: .relaxed)
      return true
    }
    lock._unsafeLock()
    if isRunning() {
      refused()
      lock._unsafeUnlock()
      return false
    }
    visitor.store(ThreadIdentity.current, ordering: .relaxed)
    depth.store(1, ordering: .relaxed)
    return true
  }

  /// Leaves once.
  package func leave() {
    guard depth.subtract(1, ordering: .relaxed).newValue == 0 else { return }
    visitor.store(0, ordering: .relaxed)
    lock._unsafeUnlock()
  }

  /// Runs `body` unless the loop is running.
  ///
  /// - Returns: What `body` returns; nil if the loop is running, after having called `refused`.
  package func enter<Result>(
    unless isRunning: () -> Bool, _ body: () throws -> Result, refused: () -> Void = {}
  ) rethrows -> Result? {
    guard enter(unless: isRunning, refused: refused) else { return nil }
    defer { leave() }
    return try body()
  }

  /// Changes whether the loop is running. The calling thread must not be inside.
  package func transition<Result>(_ body: () -> Result) -> Result {
    lock.withLock { _ in body() }
  }
}
