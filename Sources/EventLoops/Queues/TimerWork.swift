// What is to be done when a timer is due.

/// What is to be done when a timer is due.
///
/// It is moved from the caller to the timer's turn and never copied.
package enum TimerWork: ~Copyable, Sendable {
  /// The slot is free; its link is the next free slot.
  case vacant
  /// The slot belongs to a sleep that has not suspended yet.
  case reserved
  /// The slot belongs to a sleep that was cancelled before it suspended.
  case revoked
  /// The slot belonged to a timer that was cancelled, and is still a link of its chain.
  case buried
  case callback(@Sendable () -> Void)
  /// The end of a sleep; and whether the loop may run its task without resuming the continuation.
  // Unsafe rather than checked: it is resumed exactly once because taking it out of its slot vacates the slot.
  case wake(UnsafeContinuation<Void, any Error>, isSettled: Bool)

  /// Whether there is work that was neither taken nor cancelled.
  @inline(__always)
  var isLive: Bool {
    switch self {
    case .vacant: false
    case .buried: false
    default: true
    }
  }

  var isReserved: Bool {
    switch self {
    case .reserved: true
    default: false
    }
  }

  var isRevoked: Bool {
    switch self {
    case .revoked: true
    default: false
    }
  }

  var isSleep: Bool {
    switch self {
    case .wake: true
    default: false
    }
  }
}
