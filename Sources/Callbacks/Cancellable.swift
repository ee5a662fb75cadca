// Work in flight that can be cancelled.

public import EventLoops

/// Work in flight that can be cancelled.
///
/// Cancelling is a request: the work's completion is still called, once, in a later event, with `CancellationError`
/// or with what it had come to. Cancelling again, or too late, does nothing.
public protocol Cancellable: Sendable {
  /// Asks the work to stop.
  func cancel()
}

extension ScheduledTimer: Cancellable {
  /// Cancels the timer; its event will not run.
  ///
  /// Disfavoured, so that a plain `timer.cancel()` means the method that tells whether there was anything to cancel.
  @_disfavoredOverload
  public func cancel() {
    _ = loop.cancelTimer(ticket)
  }
}

extension Task: Cancellable {}

extension RepeatedTimer: Cancellable {}
