// The target of a future's cancellation: the work itself, or the future that it waits for.

import EventLoops

/// The next link on the way from a cancelled future to the work at the head of its chain.
///
/// One word without its type, since every future has one and few are ever cancelled: only `cancel()` asks which of the
/// two it is.
@usableFromInline
struct Canceller: Sendable {
  @usableFromInline var target: (any AnyObject & Sendable)?

  @inlinable
  init(target: (any AnyObject & Sendable)?) {
    self.target = target
  }

  /// There is nothing to cancel.
  @inlinable
  static var none: Canceller { Canceller(target: nil) }

  /// The work itself.
  @inlinable
  static func handler(_ stop: @escaping @Sendable () -> Void) -> Canceller {
    Canceller(target: StopHandler(stop))
  }

  /// The future that is waited for: it passes the request on.
  @inlinable
  static func upstream<Value>(_ future: Future<Value>) -> Canceller {
    Canceller(target: future.box)
  }

  /// Cancels the future that is waited for, if there is one.
  @usableFromInline
  @inline(never)
  func cancelFuture() { (target as? any FutureBox)?.future.cancel() }

  /// Requests the cancellation of this target.
  ///
  /// - Returns: The next target to cancel.
  func ask() -> Canceller {
    if let handler = target as? StopHandler {
      handler.stop()
      return .none
    }
    return (target as? any FutureBox)?.future.requestCancellation() ?? .none
  }

  /// What is left of it once it was asked: the future that is waited for, but no handler.
  var afterRequest: Canceller { target is StopHandler ? .none : self }
}

/// What stops the work behind a future.
@usableFromInline
final class StopHandler: Sendable {
  @usableFromInline let stop: @Sendable () -> Void

  @inlinable
  init(_ stop: @escaping @Sendable () -> Void) {
    self.stop = stop
  }
}
