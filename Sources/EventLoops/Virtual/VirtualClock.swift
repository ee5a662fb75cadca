// A Swift Clock that shows a virtual loop's time.

/// The clock of a virtual loop, for code that takes a `Clock`.
///
/// `try await loop.clock.sleep(for: .seconds(3))` suspends the task for three virtual seconds, which pass as soon as
/// nothing else is ready, and throws `CancellationError` as soon as the task is cancelled. It never throws anything else:
/// code that takes a clock expects that.
public struct VirtualClock: Clock {
  /// The loop whose time it shows.
  package let loop: VirtualEventLoop

  /// The loop's time.
  public var now: EventLoops.Instant { loop.now }

  /// One nanosecond, the unit of virtual time.
  public var minimumResolution: Duration { .nanoseconds(1) }

  /// Suspends until `deadline`. The tolerance is not used: virtual time is exact.
  ///
  /// A task that does not run on the loop cannot wait for the loop's time: its sleep ends at once, as though the task were
  /// cancelled, and the loop's report names it as an escape. (`loop.sleep` throws a `NotOnLoopError` instead.)
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled.
  public func sleep(until deadline: EventLoops.Instant, tolerance: Duration? = nil) async throws {
    guard loop.isCurrent else {
      loop.noteSleepElsewhere(until: deadline)
      throw CancellationError()
    }
    try await loop.sleep(until: deadline)
  }
}
