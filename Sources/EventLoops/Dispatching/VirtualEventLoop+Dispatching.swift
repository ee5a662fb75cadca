// Running the events of a loop on threads of its own.

extension LoopThreads {
  /// Runs events on the threads of the loop; as `VirtualEventLoop.runEvents`.
  func runEvents(through horizon: Instant, atMost left: inout Int, while isWanted: () -> Bool) {
    var count = left
    repeatEvents(through: horizon) { phase in
      if phase == .taken { count -= 1 }
      return phase == .taken || count > 0 && isWanted()
    }
    left = count
  }
}

extension VirtualEventLoop {
  /// Whether the loop takes the calls to Dispatch that its events make.
  package var takesDispatch: Bool { dispatch != nil }

  /// Runs the next event.
  ///
  /// - Returns: Whether there was one that `step` wanted.
  func runNext(through horizon: Instant, _ step: (LoopThreads.Phase) -> Bool) -> Bool {
    guard step(.before) else { return false }
    guard let event = dispatch == nil ? nextEvent(through: horizon) : chosenEvent(through: horizon) else {
      return false
    }
    _ = step(.taken)
    run(event)
    return true
  }
}
