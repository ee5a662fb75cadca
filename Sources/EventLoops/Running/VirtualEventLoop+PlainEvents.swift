// Running events first in, first out, on a loop that keeps no account of single events: the shortest way.

extension VirtualEventLoop {
  /// As `runEvents`, on a plain loop that runs its events itself.
  ///
  /// The order is that of `nextEvent`. The work of a timer goes from its slot to its turn, not by way of a ready event.
  @inline(__always)
  func runPlainEvents(through horizon: Instant, atMost left: inout Int, while isWanted: () -> Bool) {
    while left > 0, isWanted() {
      let now = clockReading
      // If nothing is ready, the clock moves to the next timer, unless that is due already.
      let isIdle = ready.isEmpty && settling.isEmpty
      let limit = isIdle ? max(horizon, now) : now
      var work = TimerWork.vacant
      if isIdle || timers.mayHave(dueBy: now) { work = timers.takeWork(dueBy: limit) }
      switch consume work {
      case .callback(let body):
        beginTimer(from: now)
        body()
      case .wake(let continuation, let isSettled):
        beginTimer(from: now)
        wake(continuation, isSettled)
      default:
        if isIdle { return }
        if !runReadyEvent() { continue }
      }
      left &-= 1
    }
  }

  /// Counts an event whose timer has been taken, and moves the clock to its deadline.
  @inline(__always)
  private func beginTimer(from now: Instant) {
    clockReading = max(now, timers.poppedDeadline)
    ranCount &+= 1
  }

  /// Runs the first ready event, or resumes the task that has waited longest until nothing else is due.
  ///
  /// - Returns: Whether an event has run.
  @inline(__always)
  private func runReadyEvent() -> Bool {
    guard let event = ready.popFirst() else {
      _ = resumeSettled()
      return false
    }
    if let ticket = event.ticket, !timers.holds(ticket) {
      cancelledReady -= 1
      return false
    }
    run(event)
    return true
  }
}
