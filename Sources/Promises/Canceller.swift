// Whom a future asks to stop: the work itself, or the future it waits for.

/// The next link on the way from a cancelled future to the work at the head of its chain.
@usableFromInline
enum Canceller: Sendable {
  /// There is nobody to ask.
  case none
  /// The work itself.
  case handler(@Sendable () -> Void)
  /// The future that is waited for: passes the request on, and tells whom to ask next.
  case upstream(@Sendable () -> Canceller)
}
