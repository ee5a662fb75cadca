// A comparison as a Chrome trace, for Perfetto and chrome://tracing.

import Comparison
import EventLoops
import Foundation

/// Writes the JSON object format of Chrome traces: a process a style, a thread for the loop, a thread a track of calls.
///
/// An event of the loop takes no virtual time. To be visible it gets a slot of one microsecond, those of one instant
/// one after the other; its arguments say when it really ran. Calls in flight are to scale.
package struct ChromeTrace {
  private let picture: Picture
  private static let loopThread = 1

  /// A Chrome trace of a picture.
  package init(_ picture: Picture) {
    self.picture = picture
  }

  /// Writes the document, an event a line.
  package func write(to sink: (String) -> Void) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func json(_ value: some Encodable) throws -> String { String(decoding: try encoder.encode(value), as: UTF8.self) }
    let other = ["schema": "braid.chrome", "scenario": picture.name, "title": picture.title]
    sink("{\"displayTimeUnit\":\"ms\",\"otherData\":\(try json(other)),\"traceEvents\":[")
    var separator = "\n"
    var arrows = 0
    for (index, lane) in picture.timeline.lanes.enumerated() {
      for event in metadata(of: lane, process: index + 1) + calls(of: lane, process: index + 1) {
        sink(separator + (try json(event)))
        separator = ",\n"
      }
      for event in loop(of: lane.run, process: index + 1, &arrows) { sink(separator + (try json(event))) }
    }
    for note in picture.notes {
      let event = ChromeEvent(
        ph: "i", name: note.text, cat: "note", pid: 1, tid: Self.loopThread, ts: microseconds(note.instant), s: "g")
      sink(separator + (try json(event)))
    }
    sink("\n]}\n")
  }

  private func metadata(of lane: Timeline.Lane, process: Int) -> [ChromeEvent] {
    var events = [
      ChromeEvent(ph: "M", name: "process_name", pid: process, args: ["name": .text(lane.label)]),
      ChromeEvent(ph: "M", name: "process_sort_index", pid: process, args: ["sort_index": .number(process)]),
      ChromeEvent(ph: "M", name: "thread_name", pid: process, tid: Self.loopThread, args: ["name": .text("loop")]),
    ]
    for track in 0..<lane.trackCount where lane.bars.contains(where: { $0.track == track }) {
      events.append(
        ChromeEvent(
          ph: "M", name: "thread_name", pid: process, tid: Self.loopThread + 1 + track,
          args: ["name": .text("calls \(track + 1)")]))
    }
    return events
  }

  /// A slice for each call in flight. A call that never ends lasts until the run does.
  private func calls(of lane: Timeline.Lane, process: Int) -> [ChromeEvent] {
    lane.bars.map { bar in
      let start = instant(ofRow: bar.first) ?? .zero
      let end = bar.last.flatMap(instant(ofRow:)) ?? lane.run.report.instant
      var args: [String: ChromeEvent.Argument] = [
        "pipeline": .number(bar.pipeline), "sent": .text(picture.timeline.rows[bar.first].text),
      ]
      args["ended"] = .text(bar.last.map { picture.timeline.rows[$0].text } ?? "never")
      return ChromeEvent(
        ph: "X", name: callLabel(bar.call), cat: "call", pid: process, tid: Self.loopThread + 1 + bar.track,
        ts: microseconds(start), dur: max(0, microseconds(end) - microseconds(start)), args: args)
    }
  }

  private func instant(ofRow row: Int) -> Instant? {
    guard case .at(let instant) = picture.timeline.rows[row].when else { return nil }
    return instant
  }

  /// A slice for each turn of the loop, and an arrow from the turn that posted it.
  private func loop(of run: StyleRun, process: Int, _ arrows: inout Int) -> [ChromeEvent] {
    let trace = run.report.trace
    let happened = Dictionary(grouping: run.events, by: \.turn)
    var events: [ChromeEvent] = []
    var slots: [Int64] = []
    for (index, event) in trace.ranEvents.enumerated() {
      let instant = trace.instant(ofTurn: index + 1)
      let slot = max(microseconds(instant), (slots.last ?? -1) + 1)
      slots.append(slot)
      var args: [String: ChromeEvent.Argument] = [
        "turn": .number(index + 1), "kind": .text(event.kind.name), "instant": .text(instant.description),
      ]
      if let site = event.site { args["site"] = .text(site.description) }
      let words = happened[index + 1, default: []].map { $0.text(among: run.pipelines) }
      if !words.isEmpty { args["happened"] = .text(words.joined(separator: "; ")) }
      events.append(
        ChromeEvent(
          ph: "X", name: event.label, cat: "loop", pid: process, tid: Self.loopThread, ts: slot, dur: 1, args: args))
      guard let cause = event.cause, case .ran(let poster) = trace.events[cause].state, poster < index else { continue }
      arrows += 1
      for (phase, start, binding) in [("s", slots[poster], nil), ("f", slot, "e")] as [(String, Int64, String?)] {
        events.append(
          ChromeEvent(
            ph: phase, name: "posts", cat: "cause", pid: process, tid: Self.loopThread, ts: start, id: arrows,
            bp: binding))
      }
    }
    return events
  }

  private func microseconds(_ instant: Instant) -> Int64 { instant.nanoseconds / 1_000 }
}

/// One event of a Chrome trace.
struct ChromeEvent: Encodable {
  var ph: String
  var name: String
  var cat: String?
  var pid: Int
  var tid: Int?
  var ts: Int64?
  var dur: Int64?
  var id: Int?
  var bp: String?
  /// Of an event without duration, how far it reaches: `g` for the whole trace.
  var s: String?
  var args: [String: Argument]?

  enum Argument: Encodable {
    case text(String)
    case number(Int)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let number): try container.encode(number)
      }
    }
  }
}
