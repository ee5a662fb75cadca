// What the loops of this package keep account of, besides what every loop does.

/// A loop that keeps an account of obligations, of names of events, and of the threads that touch its state between runs.
///
/// Code that has `any EventLoop` calls the functions of `EventLoop+Bookkeeping`, which come here.
package protocol LoopBookkeeping: EventLoop {
  /// Begins an access to the loop's state that does not come from an event of the loop.
  func beginAccess() -> Bool

  /// Ends an access.
  func endAccess()

  /// The name under which an event is posted repeatedly, or later.
  func name(_ label: StaticString, at site: SourceSite) -> EventName

  /// Adds an event as `post` does, under a name that the loop has given.
  func post(_ name: EventName, _ body: consuming @escaping @Sendable () -> Void)

  /// Opens an obligation.
  func open(_ kind: Obligation.Kind, _ label: @autoclosure () -> String, at site: SourceSite) -> Obligation.ID

  /// Closes an obligation; returns whether it was open.
  func close(_ id: Obligation.ID) -> Bool

  /// Notes a violation by an obligation of this loop, which knows its label.
  func record(_ kind: Violation.Kind, by obligation: Obligation.ID)

  /// Notes that a promise of this loop was dropped unkept, on any thread.
  func noteDrop(of promise: Obligation.ID, _ release: @escaping @Sendable () -> Void)
}

extension LoopBookkeeping {
  /// Reports a promise that was released unfulfilled, and releases its waiters. Call it where the loop's state is accessible.
  package func drop(_ promise: Obligation.ID, _ release: () -> Void) {
    record(.dropped, by: promise)
    _ = close(promise)
    release()
  }
}
