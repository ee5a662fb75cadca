// One sentence for each step of a player.

import Comparison
import EventLoops

/// Describes a row of a timeline in a sentence: the event, its lanes, and the events of their loops.
struct Narration {
  let timeline: Timeline

  /// The sentence before the first step.
  var opening: String {
    let lanes = timeline.lanes.map(\.label).formattedList
    return timeline.rows.isEmpty
      ? "Nothing happens." : "Before the first step. The same program in \(lanes): go forward to see what happens."
  }

  /// The sentence of a row.
  func sentence(of row: Timeline.Row) -> String {
    var text = template(of: row).replacing("{when}", with: row.when.description)
    if let pipeline = row.pipeline { text = text.replacing("{pipeline}", with: "\(pipeline)") }
    for (lane, event) in row.events.enumerated() {
      guard let event else { continue }
      text = text.replacing("{\(lane)}", with: "\(timeline.lanes[lane].run.events[event].turn)")
    }
    return text
  }

  /// The sentence of a row, with `{when}` for the instant, `{pipeline}` for the pipeline, and `{0}` for the number of the
  /// event on the loop of lane 0: many rows of a long run have one template.
  func template(of row: Timeline.Row) -> String {
    let present = timeline.lanes.indices.filter { row.texts[$0] != nil }
    let texts = present.compactMap { row.texts[$0] }
    let number = timeline.pipelines > 1 && row.pipeline != nil ? " Pipeline {pipeline}:" : ""
    let when = row.when == .end ? "At the end" : "At {when}"
    let labels = present.map { timeline.lanes[$0].label }
    let isShared = texts.allSatisfy { $0 == texts.first }
    let whose = present.count == timeline.lanes.count && present.count > 1 ? "in all styles" : labels.formattedList
    let what =
      isShared
      ? "\(when), \(whose):\(number) \(row.kind?.sentence ?? row.text)."
      : "\(when),\(number) \(zip(labels, texts).map { "\($0): \($1)" }.joined(separator: "; "))."
    return what + turns(of: row, present)
  }

  /// The events of the loops in which the row happens.
  private func turns(of row: Timeline.Row, _ lanes: [Int]) -> String {
    let parts = lanes.compactMap { lane -> String? in
      let run = timeline.lanes[lane].run
      guard let event = row.events[lane], let label = run.label(ofTurnOf: event) else { return nil }
      return "\(timeline.lanes[lane].label) in event {\(lane)}, “\(label)”"
    }
    return parts.isEmpty ? "" : " On the loop: \(parts.joined(separator: "; "))."
  }
}

extension StyleRun {
  /// The label of the loop's event in which the run's n-th semantic event happened, if it is recorded.
  fileprivate func label(ofTurnOf index: Int) -> String? {
    let turn = events[index].turn - 1
    let trace = report.trace
    return trace.order.indices.contains(turn) ? trace.events[trace.order[turn]].label : nil
  }
}

extension SemanticEvent.Kind {
  /// The event as a sentence without its full stop.
  fileprivate var sentence: String {
    switch self {
    case .sent(let call, let request): "\(callLabel(call)) is sent with \(quoted(request))"
    case .replied(let call, let reply): "the reply to \(callLabel(call)) arrives: \(quoted(reply))"
    case .failed(let call, let error): "\(callLabel(call)) fails with \(error)"
    case .step(let number): "step \(number) runs"
    case .stepThrew(let number, let error): "step \(number) throws \(error)"
    case .caught(let place, let isCancellation): "the \(isCancellation ? "cancellation" : "error") is caught \(place)"
    case .recovered(let call, let value): "the failure of \(callLabel(call)) is replaced by \(quoted(value))"
    case .cancelRequested: "a cancellation is requested"
    case .callCancelled(let call): "\(callLabel(call)) is cancelled in flight"
    case .callRefused(let call): "\(callLabel(call)) is not sent, because the pipeline is cancelled"
    case .finished(let outcome): "the pipeline finishes: \(outcome)"
    case .finishedAgain(let outcome): "the pipeline finishes a second time: \(outcome)"
    case .note(let text): text
    }
  }
}
