// Condition variables, with which Foundation waits for operations.

extension CapturedDispatch {
  /// One state for all of them: they do not tell when they are made.
  private static let state = StableHash.of("any condition") | 1

  /// Waits for a condition variable, whose lock the caller has given back.
  func wait(forCondition pointer: UnsafeMutableRawPointer?) {
    loop.record?.note(Self.state, .write)
    park(ParkedEvent(currentLabel, .condition(UInt(bitPattern: pointer), isSignalled: false)))
    loop.record?.note(Self.state, .write)
  }

  /// Wakes all events that wait for a condition variable; each of them looks whether it has to wait again.
  func signal(condition pointer: UnsafeMutableRawPointer?) {
    loop.record?.note(Self.state, .write)
    for event in parked { event.signal(UInt(bitPattern: pointer)) }
  }
}
