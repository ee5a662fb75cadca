// What a loop does where it does not say otherwise.

extension EventLoop {
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

  /// Grants access if the loop allows it: a loop that more than one thread uses while it is idle does more.
  public func beginAccess() -> Bool { allowsAccess }

  /// Does nothing.
  public func endAccess() {}

  /// Does not wait.
  public func waitUntilIdle() -> Bool { false }

  /// Runs `body` at once if the loop allows access, and posts it otherwise.
  public func handOver(
    _ label: @autoclosure () -> String, at site: SourceSite?, of obligation: Obligation.ID,
    _ body: @escaping @Sendable () -> Void
  ) {
    if withAccess(body) != nil { return }
    post(label(), at: site ?? SourceSite(fileID: #fileID, line: #line), body)
  }

  /// None: a loop keeps no names for others unless it says otherwise.
  public func name(_ label: StaticString, at site: SourceSite) -> EventName { .none }

  /// Adds an event without a name.
  public func post(_ name: EventName, _ body: consuming @escaping @Sendable () -> Void) {
    post("", at: SourceSite(fileID: #fileID, line: #line), body)
  }

  /// Opens it as any other.
  public func open(_ kind: Obligation.Kind, named label: String, at site: SourceSite) -> Obligation.ID {
    open(kind, label, at: site)
  }

  /// Nothing: a loop whose obligations have names says so itself.
  public func record(_ kind: Violation.Kind, by obligation: Obligation.ID) {}

  /// Lets go at once: a loop that keeps an account of obligations says what else is to be done.
  public func noteDrop(of promise: Obligation.ID, _ release: @escaping @Sendable () -> Void) { release() }

  /// Nothing: only a driven loop names state.
  public func nameNewState() -> UInt64 { 0 }

  /// Nothing: only a driven loop keeps a record.
  public func noteAccess(to state: UInt64, writes: Bool) {}
}
