// A point of virtual time: whole nanoseconds since the loop was created.

/// A point of time on an event loop, counted in whole nanoseconds from the loop's start.
///
/// Integers, never floats: thirty additions of 0.1 s are exactly three seconds. Arithmetic saturates at the
/// ends of the range (±292 years), so "sleep forever" is an ordinary instant and never traps.
@frozen
public struct Instant: InstantProtocol, Sendable {
  /// Nanoseconds since the loop's start; negative only in arithmetic.
  public var nanoseconds: Int64

  /// The instant that is the given number of nanoseconds after the loop's start.
  @inlinable
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// The instant at which every virtual loop starts.
  @inlinable public static var zero: Instant { Instant(nanoseconds: 0) }

  /// The last instant that can be represented. No clock reaches it in practice.
  @inlinable public static var distantFuture: Instant { Instant(nanoseconds: .max) }

  /// The instant `duration` later (earlier if negative), rounded towards zero to whole nanoseconds, saturating.
  @inlinable
  public func advanced(by duration: Duration) -> Instant {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(duration.saturatedNanoseconds)
    guard overflow else { return Instant(nanoseconds: sum) }
    return Instant(nanoseconds: duration < .zero ? .min : .max)
  }

  /// How long it is from this instant to `other`.
  @inlinable
  public func duration(to other: Instant) -> Duration {
    .nanoseconds(other.nanoseconds) - .nanoseconds(nanoseconds)
  }

  /// Whether `lhs` comes before `rhs`.
  @inlinable
  public static func < (lhs: Instant, rhs: Instant) -> Bool {
    lhs.nanoseconds < rhs.nanoseconds
  }
}

extension Duration {
  /// The duration in whole nanoseconds, rounded towards zero, held to the range of `Int64`.
  @inlinable
  package var saturatedNanoseconds: Int64 {
    let attoseconds = attoseconds
    // Up to nine seconds fit into one word, and a division of words is a multiplication.
    if let few = Int64(exactly: attoseconds) { return few / 1_000_000_000 }
    return Int64(clamping: attoseconds / 1_000_000_000)
  }
}
