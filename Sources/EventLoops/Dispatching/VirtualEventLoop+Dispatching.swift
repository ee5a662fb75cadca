// Running the events of a loop that takes what they ask of Dispatch.

extension VirtualEventLoop {
  /// Runs events of a loop that takes what they ask of Dispatch.
  ///
  /// - Parameters:
  ///   - horizon: The last instant to which the clock may move.
  ///   - left: How many events may run; less by those that have.
  ///   - isWanted: Whether to run another event.
  func runEvents(through horizon: Instant, atMost left: inout Int, while isWanted: () -> Bool) {
    guard let dispatch else { return }
    var count = left
    dispatch.threads.repeatEvents(through: horizon) { phase in
      if phase == .taken { count -= 1 }
      return phase == .taken || count > 0 && keptText <= limits.text && isWanted()
    }
    left = count
  }

  /// Runs the next event.
  ///
  /// - Returns: Whether there was one that `step` wanted.
  func runNext(through horizon: Instant, _ step: (LoopThreads.Phase) -> Bool) -> Bool {
    guard step(.before), let event = nextEvent(through: horizon) else { return false }
    _ = step(.taken)
    run(event)
    return true
  }
}
