// A class that reports to an actor by tasks of their own, with a race and without.

import Synchronization

// region tracker
/// Keeps lines in the order in which they arrive.
package actor EventLog {
  package private(set) var lines: [String] = []

  func write(_ line: String) { lines.append(line) }
}

/// Sends the events of an app to a log, without waiting for it.
package final class Tracker: Sendable {
  package let log = EventLog()
  private let tasks = Mutex<[Task<Void, Never>]>([])

  package init() {}

  package func track(_ event: String) {
    let task = Task { await log.write(event) }
    tasks.withLock { $0.append(task) }
  }

  /// Waits until all events are written.
  package func finish() async {
    for task in tasks.withLock({ $0 }) { await task.value }
  }
}
// endregion

// region ordered-tracker
/// As `Tracker`, but each event is written after the one before.
package final class OrderedTracker: Sendable {
  package let log = EventLog()
  private let last = Mutex<Task<Void, Never>?>(nil)

  package init() {}

  package func track(_ event: String) {
    last.withLock { last in
      last = Task { [previous = last] in
        await previous?.value
        await log.write(event)
      }
    }
  }

  /// Waits until all events are written.
  package func finish() async {
    await last.withLock { $0 }?.value
  }
}
// endregion
