// A time limit that is set anew again and again, with few timers.

import EventLoops

/// Calls back when the time that was set last is over.
///
/// It sets a timer of the loop only when none is set or the new limit comes before it; a timer that comes too early sets
/// the next one. A connection that sets four limits for each request thus needs a timer in many seconds, not four a
/// request. It belongs to the loop.
package final class Deadline: Sendable {
  private struct State {
    var instant = Instant.distantFuture
    var body: (@Sendable () -> Void)?
    var timer: ScheduledTimer?
    var timerInstant = Instant.distantFuture
  }

  private let loop: LiveEventLoop
  private let label: String
  private let state: LoopConfined<State>

  /// A limit that is not set.
  ///
  /// - Parameters:
  ///   - label: What reports call the timer.
  ///   - loop: The loop on which it is called.
  package init(_ label: String, on loop: LiveEventLoop) {
    self.loop = loop
    self.label = label
    state = LoopConfined(State(), on: loop)
  }

  /// Sets the limit in place of the one that was set before.
  ///
  /// - Parameters:
  ///   - duration: From now.
  ///   - body: Called in an event of the loop, unless another limit is set before, or `cancel` called.
  package func set(_ duration: Duration, _ body: @escaping @Sendable () -> Void) {
    let instant = loop.now.advanced(by: duration)
    // What was to be called before is released last: what it holds may use the limit when it goes.
    var replaced: (@Sendable () -> Void)? = body
    let isEarly = state.withValue { state in
      state.instant = instant
      swap(&state.body, &replaced)
      return instant < state.timerInstant
    }
    if isEarly { arm(instant) }
  }

  /// Counts the time of the limit that is set from now; does nothing if none is.
  package func renew(_ duration: Duration) {
    let instant = loop.now.advanced(by: duration)
    let isEarly = state.withValue { state in
      guard state.body != nil else { return false }
      state.instant = instant
      return instant < state.timerInstant
    }
    if isEarly { arm(instant) }
  }

  private func arm(_ instant: Instant) {
    state.value.timer?.cancel()
    let timer = loop.schedule(label, due: instant, at: SourceSite(fileID: #fileID, line: #line)) { [self] in
      look()
    }
    state.withValue { ($0.timer, $0.timerInstant) = (timer, instant) }
  }

  private func look() {
    let now = loop.now
    let (next, body) = state.withValue { state in
      (state.timer, state.timerInstant) = (nil, .distantFuture)
      return state.instant <= now ? (nil, state.body.take()) : (state.body.map { _ in state.instant }, nil)
    }
    if let next { arm(next) }
    body?()
  }

  /// Does without the limit.
  package func cancel() {
    var cancelled = State()
    state.withValue { swap(&$0, &cancelled) }
    cancelled.timer?.cancel()
  }
}
