// Call the work off.

import EventLoops

extension Future {
  /// Asks the work behind the future to stop.
  ///
  /// The request goes up the chain at once: from a derived future to the one it waits for (behind `flatMap`, the one
  /// that the transform returned, once there is one), and from the head to the work itself. It settles nothing by
  /// itself: the work ends in its own way, as a rule with `CancellationError`, and that flows down the chain. If the
  /// work comes to a value all the same, the reactions on the way that have not run yet let no value through and call
  /// no transform with it: their futures fail with `CancellationError`.
  ///
  /// Cancelling a settled future, or one that has been cancelled, does nothing. Futures that are derived from one and
  /// the same future share its work: cancelling one of them calls the work off for all.
  ///
  /// Any thread may cancel. While another thread runs a virtual loop, the loop begins its next run with it.
  ///
  /// - Complexity: O(length of the chain).
  public func cancel() {
    guard loop.isCurrent else { return loop.handOver("cancellation of a future", at: nil, of: .none) { cancelNow() } }
    cancelNow()
  }

  private func cancelNow() {
    var next = requestCancellation()
    while next.target != nil { next = next.ask() }
  }
}
