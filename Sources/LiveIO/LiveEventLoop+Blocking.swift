// Blocking a live loop, for real.

import EventLoops
import Foundation
import Synchronization

extension LiveEventLoop {
  /// Occupies the loop for so long, as blocking work does: the thread sleeps, and whatever falls due is late.
  ///
  /// Outside of the loop's events it does nothing: there is no event that could keep the others waiting.
  public func block(for duration: Duration) {
    guard isCurrent, duration > .zero else { return }
    Thread.sleep(forTimeInterval: Double(duration.saturatedNanoseconds) / 1e9)
    eventStart.store(clockReading.nanoseconds, ordering: .relaxed)
  }
}
