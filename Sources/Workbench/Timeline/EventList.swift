// The runs of a comparison as lists: one line an event of the loop, with its cause and what happened in it.

import Comparison
import EventLoops

/// Lists every event that the loop ran: in which turn, when, by which turn it was posted, and what happened in it.
///
///     callback
///        1    0ms  timer     start of three-stages  from outside  call 1 sent "me"
///        2   30ms  timer     reply to call 1        from turn 1   call 1 replied "ann"; step 1; call 2 sent "ann"
package struct EventList: Sendable {
  private let timeline: Timeline

  /// A list of the events of every lane of a timeline.
  package init(_ timeline: Timeline) {
    self.timeline = timeline
  }

  /// The lines, a heading above each run and an empty line between two runs.
  package var lines: [String] {
    timeline.lanes.enumerated().flatMap { index, lane in
      (index == 0 ? [] : [""]) + [lane.label] + lines(of: lane.run)
    }
  }

  private func lines(of run: StyleRun) -> [String] {
    let trace = run.report.trace
    let happened = Dictionary(grouping: run.events, by: \.turn)
    let turns = String(trace.order.count).count
    let events = Array(trace.ranEvents)
    let labels = events.map { DisplayWidth.of($0.label) }.max() ?? 0
    let instants = events.map { $0.due.description.count }.max() ?? 0
    return events.enumerated().map { index, event in
      let words = happened[index + 1, default: []].map { $0.text(among: run.pipelines) }.joined(separator: "; ")
      let line = [
        " ", "\(index + 1)".leftPadded(to: turns),
        trace.instant(ofTurn: index + 1).description.leftPadded(to: instants),
        event.kind.name.padded(to: 8), event.label.padded(to: labels),
        trace.origin(of: event).padded(to: "from turn ".count + turns), words,
      ]
      return line.joined(separator: "  ").trimmingTrailingBlanks
    }
  }
}

extension Trace {
  /// When an event ran, by its turn, counted from 1: no event waits past the instant at which it is due.
  func instant(ofTurn turn: Int) -> Instant {
    max(events[order[turn - 1]].due, events[order[turn - 1]].postedAt)
  }

  /// By which turn an event was posted, in words.
  func origin(of event: TraceEvent) -> String {
    guard let cause = event.cause, case .ran(let turn) = events[cause].state else { return "from outside" }
    return "from turn \(turn + 1)"
  }
}
