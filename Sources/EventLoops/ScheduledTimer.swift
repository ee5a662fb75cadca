// The handle by which a timer is cancelled.

/// The handle of a timer.
public struct ScheduledTimer: Sendable {
  /// The loop on which the timer was set.
  public let loop: any EventLoop
  /// The loop's own name for the timer.
  public let ticket: Ticket

  /// A handle for a timer of `loop`.
  @inlinable
  public init(loop: any EventLoop, ticket: Ticket) {
    self.loop = loop
    self.ticket = ticket
  }

  /// Cancels the timer, so that its event never runs.
  ///
  /// - Returns: Whether the timer was still pending; false if it has run, begun to run, or been cancelled before.
  @inlinable
  @discardableResult
  public func cancel() -> Bool {
    loop.cancelTimer(ticket)
  }
}
