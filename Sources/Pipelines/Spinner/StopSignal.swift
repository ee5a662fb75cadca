// A flag that one thread sets and another one looks at, and can wait for.

import Dispatch
import EventLoops
import Synchronization

/// Asks a thread to stop; a thread cannot be stopped in any other way than by asking.
///
/// The original of the example shares a plain attribute between two threads, which works in Python because of the
/// interpreter's lock. In Swift that is a data race, so the flag is atomic; and the semaphore beside it ends a pause
/// at once instead of at the end of the frame.
package final class StopSignal: Sendable {
  private let flag = Atomic(false)
  private let wake = DispatchSemaphore(value: 0)

  /// A signal that is not set.
  package init() {}

  /// Whether the signal is set.
  package var isSet: Bool { flag.load(ordering: .acquiring) }

  /// Sets the signal and ends the wait for it; setting it again does nothing.
  package func set() {
    if !flag.exchange(true, ordering: .acquiringAndReleasing) { wake.signal() }
  }

  /// Blocks the calling thread until the signal is set, but no longer than `duration`.
  package func wait(for duration: Duration) {
    guard !isSet else { return }
    if wake.wait(timeout: .now() + .nanoseconds(Int(duration.saturatedNanoseconds))) == .success { wake.signal() }
  }
}
