// Waiting in real time, which the user may end with Ctrl-C.

import Dispatch

/// Waits in real time until the time is up or the process is asked to end.
///
/// From its creation on, an interruption ends the wait and no longer the process, so that the command can leave the
/// terminal as it was and then end by itself.
final class Interruption {
  private let taking: ProcessSignals.Taking
  private let isRequested = DispatchSemaphore(value: 0)

  /// Takes the process's interruptions over.
  init() {
    taking = ProcessSignals.shared.take(ProcessSignals.ending) { [isRequested] _ in isRequested.signal() }
  }

  deinit { taking.end() }

  /// Waits.
  ///
  /// - Returns: Whether the time is up without an interruption.
  func wait(for duration: Duration) -> Bool {
    let (seconds, attoseconds) = duration.components
    let nanoseconds = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    guard isRequested.wait(timeout: .now() + .nanoseconds(Int(nanoseconds))) == .success else { return true }
    // The next wait, if there is one, is interrupted as well.
    isRequested.signal()
    return false
  }
}
