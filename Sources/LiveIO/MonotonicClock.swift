// The clock of a live loop.

import EventLoops
import Foundation

/// The time since the clock was made, as the system counts it without the jumps of a calendar.
///
/// The system's own call: a loop reads the time once for each event, and the call through Dispatch takes several times as
/// long.
struct MonotonicClock: Sendable {
  private let start = Self.nanoseconds

  /// The time since the clock was made.
  var reading: Instant { Instant(nanoseconds: Self.nanoseconds - start) }

  private static var nanoseconds: Int64 {
    var time = timespec()
    #if canImport(Darwin)
      clock_gettime(CLOCK_UPTIME_RAW, &time)
    #else
      clock_gettime(CLOCK_MONOTONIC, &time)
    #endif
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
