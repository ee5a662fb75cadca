// The queues of a loop after one of its events, derived from the trace.

import EventLoops

extension Trace {
  /// The turn in which an event was posted, counted from 1; 0 if it was posted from outside.
  func postingTurn(of event: TraceEvent) -> Int {
    guard let cause = event.cause, case .ran(let index) = events[cause].state else { return 0 }
    return index + 1
  }

  /// The turn in which an event ran or was cancelled, counted from 1, 0 for before the first; nil if it still waits.
  func endingTurn(of event: TraceEvent) -> Int? {
    switch event.state {
    case .ran(let index): index + 1
    case .cancelled: event.cancelledTurn.map { $0 + 1 }
    case .waiting: nil
    }
  }

  /// The events that wait after a turn: those that are due by `now`, and those that are due later, earliest first.
  ///
  /// - Complexity: O(n) in the number of events.
  func queues(afterTurn turn: Int, now: Instant) -> (ready: [TraceEvent], timers: [TraceEvent]) {
    let waiting = events.filter { event in
      postingTurn(of: event) <= turn && (endingTurn(of: event) ?? .max) > turn
    }
    let timers = waiting.filter { $0.due > now }
    return (waiting.filter { $0.due <= now }, timers.sorted { ($0.due, $0.sequence) < ($1.due, $1.sequence) })
  }
}
