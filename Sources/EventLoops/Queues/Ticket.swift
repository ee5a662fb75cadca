// The name of a pending timer: its sequence and the slot that holds its work, in one word.

/// A timer's sequence (38 bits, the high ones) and its slot (26 bits).
///
/// Tickets of one loop compare as their sequences do, which makes a pair `(instant, ticket)` the whole key of the
/// total order. Room for 274 thousand million events a loop and 67 million timers pending at once.
@frozen
public struct Ticket: Sendable, Hashable, Comparable {
  @usableFromInline
  let bits: UInt64

  static let slotBits: UInt64 = 26
  package static let slotLimit = 1 << Int(slotBits)
  static let sequenceLimit = 1 << (64 - Int(slotBits))

  /// The ticket of a timer.
  ///
  /// - Parameters:
  ///   - sequence: The timer's number among all that its loop has issued.
  ///   - slot: Where the loop keeps the timer's work, if it keeps it in slots.
  public init(sequence: Int, slot: Int = 0) {
    bits = UInt64(truncatingIfNeeded: sequence) << Self.slotBits | UInt64(truncatingIfNeeded: slot)
  }

  var slot: Int { Int(truncatingIfNeeded: bits & (1 << Self.slotBits - 1)) }
  package var sequence: Int { Int(truncatingIfNeeded: bits >> Self.slotBits) }

  /// Whether `lhs` was issued before `rhs`.
  @inlinable
  public static func < (lhs: Ticket, rhs: Ticket) -> Bool {
    lhs.bits < rhs.bits
  }
}
