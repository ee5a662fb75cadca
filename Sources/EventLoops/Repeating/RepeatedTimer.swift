// A timer that comes again and again until it is cancelled.

/// The handle of a repeated timer.
///
/// The timer is held by its loop until it is cancelled; the handle need not be kept.
public struct RepeatedTimer: Sendable {
  private let state: LoopConfined<State>
  private let name: String
  private let site: SourceSite

  private struct State {
    var interval: Duration
    var due: Instant
    /// What each tick does; nil once the timer is cancelled.
    var body: (@Sendable (RepeatedTimer) -> Void)?
    var timer: ScheduledTimer?
  }

  init(
    on loop: any EventLoop, _ name: String, at site: SourceSite, due: Instant,
    every interval: Duration, _ body: @escaping @Sendable (RepeatedTimer) -> Void
  ) {
    state = LoopConfined(State(interval: interval, due: due, body: body), on: loop)
    self.name = name
    self.site = site
    arm(due)
  }

  /// The loop on which the timer was set.
  package var loop: any EventLoop { state.loop }

  /// Whether the timer was cancelled.
  public var isCancelled: Bool { state.value.body == nil }

  /// Cancels the timer: its body is not called any more. Cancelling it again does nothing.
  ///
  /// Any thread may call it. While another thread runs a virtual loop, the loop begins its next run with it.
  public func cancel() {
    guard loop.isCurrent else {
      return loop.handOver("cancellation of \(name)", at: site, of: .none) { cancelNow() }
    }
    cancelNow()
  }

  private func cancelNow() {
    // The body is released last: what it holds may use the timer when it goes.
    let (timer, body) = state.withValue { ($0.timer.take(), $0.body.take()) }
    timer?.cancel()
    withExtendedLifetime(body) {}
  }

  private func arm(_ due: Instant) {
    let timer = loop.schedule(name, due: due, at: site) { tick() }
    state.withValue { $0.timer = timer }
  }

  private func tick() {
    guard let body = state.value.body else { return }
    body(self)
    // What has passed while the body blocked the loop is left out; the ticks stay in step.
    let now = loop.now
    let due: Instant? = state.withValue { state in
      if state.body == nil { return nil }
      state.due = state.due.next(every: state.interval, notBefore: now)
      return state.due
    }
    if let due { arm(due) }
  }
}

extension EventLoop {
  /// Calls `body` again and again, in an event of its own each time, until the timer is cancelled.
  ///
  ///     let ticks = loop.scheduleRepeated("tick", every: .seconds(1)) { timer in
  ///       if isDone() { timer.cancel() }
  ///     }
  ///
  /// The ticks come at `delay`, `delay + interval`, `delay + 2 * interval` and so on, however long the body blocks the
  /// loop; ticks that fall due while it is blocked are left out. A timer that is not cancelled keeps the loop running.
  ///
  /// - Parameters:
  ///   - label: What reports call the events.
  ///   - delay: When the first tick comes; after one interval unless given.
  ///   - interval: The time from one tick to the next. If it is not positive, the next tick is due at once.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - body: What each tick does; it gets the timer.
  /// - Returns: A handle that cancels the timer.
  @discardableResult
  public func scheduleRepeated(
    _ label: String = "repeated timer", after delay: Duration? = nil, every interval: Duration,
    fileID: StaticString = #fileID, line: UInt = #line, _ body: @escaping @Sendable (RepeatedTimer) -> Void
  ) -> RepeatedTimer {
    RepeatedTimer(
      on: self, label, at: SourceSite(fileID: fileID, line: line), due: now + (delay ?? interval), every: interval, body
    )
  }
}
