// Running the events of a loop that takes what they ask of Dispatch.

extension CapturedDispatch {
  /// Runs events on the threads of the loop; as `VirtualEventLoop.runEvents`.
  func runEvents(through horizon: Instant, atMost left: inout Int, while isWanted: () -> Bool) {
    var count = left
    threads.repeatEvents(through: horizon) { phase in
      if phase == .taken { count -= 1 }
      return phase == .taken || count > 0 && isWanted()
    }
    left = count
  }
}

extension VirtualEventLoop {

  /// Runs the next event.
  ///
  /// - Returns: Whether there was one that `step` wanted.
  func runNext(through horizon: Instant, _ step: (LoopThreads.Phase) -> Bool) -> Bool {
    guard step(.before), let event = chosenEvent(through: horizon) else { return false }
    _ = step(.taken)
    run(event)
    return true
  }
}
