// What every loop can do by its requirements: access from outside of its events.

extension EventLoop {
  /// No account: reports of the loop name no promise, completion or task that was left over.
  public var account: LoopAccount { .none }

  /// Runs `body` where the loop's state may be touched: in the running event, or while the loop does not run, one thread
  /// at a time.
  ///
  /// - Parameter body: Runs before this returns; it may use the loop and its state.
  /// - Returns: What `body` returns; nil, without having run `body`, if another thread runs the loop.
  public func withAccess<Result>(_ body: () throws -> Result) rethrows -> Result? {
    if isCurrent { return try body() }
    guard beginAccess() else { return nil }
    defer { endAccess() }
    return try body()
  }
}
