// The next of instants that are an interval apart.

extension Instant {
  /// The first instant that is a whole number of intervals after this one, at least one, and does not lie before `now`.
  ///
  /// - Parameters:
  ///   - interval: The interval; if it is not positive, the instant is this one plus the interval.
  ///   - now: The loop's time.
  func next(every interval: Duration, notBefore now: Instant) -> Instant {
    let next = self + interval
    let (late, step) = ((now - next).saturatedNanoseconds, interval.saturatedNanoseconds)
    guard late > 0, step > 0 else { return next }
    return next + .nanoseconds((late + step - 1) / step * step)
  }
}
