// What a chain of timers is ordered by.

/// The deadline of a chain of timers and the ticket of its first timer.
struct TimerKey: BitwiseCopyable {
  /// The deadline as a number without a sign, in the same order.
  let bits: UInt64
  let ticket: Ticket

  @inline(__always)
  init(deadline: Instant, ticket: Ticket) {
    bits = Self.bits(of: deadline)
    self.ticket = ticket
  }

  @inline(__always)
  static func bits(of instant: Instant) -> UInt64 { UInt64(bitPattern: instant.nanoseconds) ^ 1 << 63 }

  @inline(__always)
  var deadline: Instant { Instant(nanoseconds: Int64(bitPattern: bits ^ 1 << 63)) }

  @inline(__always)
  func precedes(_ other: TimerKey) -> Bool {
    bits < other.bits || (bits == other.bits && ticket < other.ticket)
  }
}
