// Locks of the system's that an event keeps while it waits, and condition variables, with which Foundation waits for operations.

import DispatchCalls

/// A lock that was not free when an event wanted it.
struct HeldLock {
  /// Where its first word is, which is 0 when it is free but for two flags of the system's.
  let word: UnsafePointer<UInt32>
  /// The system's number of the thread that held it.
  let owner: Int32

  var isFree: Bool { word.pointee & 0x3FFF_FFFF == 0 }
}

extension CapturedDispatch {
  /// Waits for a lock, if a thread of the loop holds it: that thread waits in an event, so that the system would wait forever.
  ///
  /// A thread outside of the loop gives a lock back without the loop.
  ///
  /// - Returns: What has come of the wait.
  func wait(forLock pointer: UnsafeMutableRawPointer?, heldBy owner: Int32) -> DispatchLockWait {
    guard let pointer, threads.numbers.contains(owner) else { return DispatchLockElsewhere }
    let lock = HeldLock(word: UnsafePointer(pointer.assumingMemoryBound(to: UInt32.self)), owner: owner)
    let event = ParkedEvent(currentLabel, .lock(lock))
    // The event that took the lock may not have noted that.
    loop.record?.conflictWithAll()
    park(event)
    loop.record?.conflictWithAll()
    return event.isTimedOut ? DispatchLockAbandoned : DispatchLockTried
  }

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
