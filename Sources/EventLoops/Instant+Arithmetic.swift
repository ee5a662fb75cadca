// Arithmetic of instants and durations, and instants by unit: `.seconds(3)`, `loop.now + .milliseconds(20)`.

extension Instant {
  /// The instant that many seconds after the loop's start.
  ///
  /// - Parameter count: A number of seconds.
  @inlinable
  public static func seconds<Count: BinaryInteger>(_ count: Count) -> Instant { zero + .seconds(count) }

  /// The instant that many milliseconds after the loop's start.
  ///
  /// - Parameter count: A number of milliseconds.
  @inlinable
  public static func milliseconds<Count: BinaryInteger>(_ count: Count) -> Instant { zero + .milliseconds(count) }

  /// The instant that many microseconds after the loop's start.
  ///
  /// - Parameter count: A number of microseconds.
  @inlinable
  public static func microseconds<Count: BinaryInteger>(_ count: Count) -> Instant { zero + .microseconds(count) }

  /// The instant that many nanoseconds after the loop's start.
  ///
  /// - Parameter count: A number of nanoseconds.
  @inlinable
  public static func nanoseconds<Count: BinaryInteger>(_ count: Count) -> Instant { zero + .nanoseconds(count) }

  /// The instant `duration` after `instant`; saturates at the ends of the range.
  ///
  /// - Parameters:
  ///   - instant: Where to begin.
  ///   - duration: How far to go; backwards if it is negative.
  @inlinable
  public static func + (instant: Instant, duration: Duration) -> Instant { instant.advanced(by: duration) }

  /// The instant `duration` before `instant`; saturates at the ends of the range.
  ///
  /// - Parameters:
  ///   - instant: Where to begin.
  ///   - duration: How far to go back; forwards if it is negative.
  @inlinable
  public static func - (instant: Instant, duration: Duration) -> Instant { instant.advanced(by: .zero - duration) }

  /// The time from `start` to `end`; negative if `end` comes first.
  ///
  /// Disfavoured, so that `.seconds(3) - .seconds(1)` is a difference of durations.
  ///
  /// - Parameters:
  ///   - end: Where the time ends.
  ///   - start: Where the time begins.
  @inlinable
  @_disfavoredOverload
  public static func - (end: Instant, start: Instant) -> Duration { start.duration(to: end) }

  /// Moves the instant by `duration`.
  ///
  /// - Parameters:
  ///   - instant: The instant to move.
  ///   - duration: How far.
  @inlinable
  public static func += (instant: inout Instant, duration: Duration) { instant = instant + duration }

  /// Moves the instant back by `duration`.
  ///
  /// - Parameters:
  ///   - instant: The instant to move.
  ///   - duration: How far.
  @inlinable
  public static func -= (instant: inout Instant, duration: Duration) { instant = instant - duration }
}
