// The times of Dispatch that show a loop's time.

/// The encoding of times: nanoseconds since the system was started, or, as a negative number, since 1970. 0 means now, -1
/// never, and -2 now by the calendar.
enum DispatchClock {
  /// What the clock shows at the loop's zero. 0 would mean now.
  static let firstUptime: Int64 = 1_000_000_000
  /// What the calendar shows at the loop's zero: the first second of 2001.
  static let firstCalendarTime: Int64 = 978_307_200_000_000_000
  static let now: UInt64 = 0
  static let never = UInt64.max
  private static let nowByCalendar = UInt64.max - 1
  /// No time is this one or later.
  private static let end = Int64(1) << 62

  /// The time that comes a number of nanoseconds after another one.
  static func time(_ when: UInt64, plus delta: Int64, at instant: Instant) -> UInt64 {
    if when == never { return never }
    var isCalendar = Int64(bitPattern: when) < 0
    var value = isCalendar ? -Int64(bitPattern: when) : Int64(bitPattern: when)
    if when == now { value = instant.nanoseconds + firstUptime }
    if when == nowByCalendar { (value, isCalendar) = (instant.nanoseconds + firstCalendarTime, true) }
    let (sum, overflow) = value.addingReportingOverflow(delta)
    if overflow ? delta > 0 : sum >= end { return never }
    // What is before the beginning is the first time that has no other meaning.
    if overflow || sum < 1 { return isCalendar ? UInt64(bitPattern: -3) : 1 }
    return UInt64(bitPattern: isCalendar ? -max(sum, 3) : sum)
  }

  /// The loop's instant for a time; nil for never.
  static func instant(of when: UInt64, at now: Instant) -> Instant? {
    switch when {
    case never: nil
    case self.now, nowByCalendar: now
    default:
      Int64(bitPattern: when) < 0
        ? Instant(nanoseconds: -Int64(bitPattern: when) - firstCalendarTime)
        : Instant(nanoseconds: Int64(bitPattern: when) - firstUptime)
    }
  }
}

extension CapturedDispatch {
  /// `dispatch_time`.
  func time(_ when: UInt64, plus delta: Int64) -> UInt64 {
    loop.noteClockRead()
    return DispatchClock.time(when, plus: delta, at: loop.clockReading)
  }

  /// `dispatch_walltime` from now on.
  func walltime(plus delta: Int64) -> UInt64 {
    loop.noteClockRead()
    return DispatchClock.time(.max - 1, plus: delta, at: loop.clockReading)
  }
}
