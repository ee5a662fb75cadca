// What a chain of timers is ordered by.

/// The deadline of a chain of timers and the ticket of its first timer.
struct TimerKey: BitwiseCopyable {
  var deadline: Instant
  var ticket: Ticket

  @inline(__always)
  func precedes(_ other: TimerKey) -> Bool {
    deadline.nanoseconds < other.deadline.nanoseconds
      || (deadline.nanoseconds == other.deadline.nanoseconds && ticket < other.ticket)
  }

  /// The deadline as a number without a sign, in the same order.
  @inline(__always)
  var bits: UInt64 { UInt64(bitPattern: deadline.nanoseconds) ^ 1 << 63 }
}
