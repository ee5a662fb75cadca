// Lets one thread at a time touch the state of a loop that is not running.

import Synchronization

/// Admits one thread at a time to a loop between its runs.
///
/// While a loop runs, the running thread alone touches the loop's state, without a lock. Between two runs any thread may,
/// and enters here. A thread that is inside may enter again: an access may use the loop, and other state of it.
package struct IdleGate: ~Copyable, Sendable {
  private let lock = Mutex(())
  /// The thread that is inside, or 0.
  private let visitor = Atomic<UInt>(0)

  package init() {}

  /// Whether the calling thread is inside.
  package var isVisitor: Bool { visitor.load(ordering: .relaxed) == ThreadIdentity.current }

  /// Runs `body` unless the loop is running.
  ///
  /// - Parameters:
  ///   - isRunning: Whether the loop is running; does not change while a thread is inside.
  ///   - refused: Called instead of `body` if the loop is running, before it can end.
  /// - Returns: What `body` returns; nil if the loop is running.
  package func enter<Result>(
    unless isRunning: () -> Bool, _ body: () throws -> Result, refused: () -> Void = {}
  ) rethrows -> Result? {
    let thread = ThreadIdentity.current
    if visitor.load(ordering: .relaxed) == thread { return try body() }
    return try lock.withLock { _ in
      if isRunning() {
        refused()
        return nil
      }
      visitor.store(thread, ordering: .relaxed)
      defer { visitor.store(0, ordering: .relaxed) }
      return try body()
    }
  }

  /// Changes whether the loop is running. The calling thread must not be inside.
  package func transition<Result>(_ body: () -> Result) -> Result {
    lock.withLock { _ in body() }
  }
}
