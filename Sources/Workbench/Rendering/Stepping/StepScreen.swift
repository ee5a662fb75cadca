// The screen of the step player: timeline, narration, source line and queues, for one step.

import Comparison
import EventLoops

/// Draws the steps of a picture as screens of text, for a terminal and for recordings of one.
package struct StepScreen {
  private let picture: Picture
  private let isASCII: Bool
  private let narration: Narration
  private let quotes: [[SourceShelf.Quote]]
  private let drawn = Drawn()
  private var timeline: Timeline { picture.timeline }

  /// A player of a picture.
  package init(_ picture: Picture, sources: SourceShelf = SourceShelf(), isASCII: Bool = false) {
    self.picture = picture
    self.isASCII = isASCII
    narration = Narration(timeline: picture.timeline)
    quotes = picture.timeline.lanes.map { lane in
      var sites: [SourceSite] = []
      var known: Set<SourceSite> = []
      for site in lane.run.events.compactMap(\.site) where known.insert(site).inserted { sites.append(site) }
      return sources.quotes(for: sites)
    }
  }

  /// How many steps there are; step 0 is before the first.
  package var stepCount: Int { timeline.rows.count }

  /// The next step after `step` in which a difference begins; nil if there is none.
  package func nextDifference(after step: Int) -> Int? {
    timeline.rows.indices.dropFirst(step).first { index in
      timeline.rows[index].isDifference && (index == 0 || index == step || !timeline.rows[index - 1].isDifference)
    }.map { $0 + 1 }
  }

  /// What a line of the screen is.
  package enum Role: Sendable {
    /// Text.
    case plain
    /// A heading.
    case emphasis
    /// Something of less importance.
    case faint
    /// The current step.
    case current
  }

  /// A line of the screen.
  package struct Line: Sendable, Hashable {
    /// What the line is.
    package let role: Role
    /// The text, as wide as the screen at most.
    package let text: String
  }

  /// The screen of a step, as many lines as there are rows at most.
  package func lines(step: Int, columns: Int, rows: Int) -> [Line] {
    let columns = max(40, columns)
    var below = [Line(role: .plain, text: "")]
    below += said(at: step).wrapped(to: columns).map { Line(role: .emphasis, text: $0) }
    below += timeline.lanes.indices.flatMap { state(ofLane: $0, step: step, columns: columns) }
    below.append(Line(role: .faint, text: keys.clipped(toColumns: columns)))
    let count = "\(step) of \(stepCount)"
    let title = VisibleText.of(picture.title).clipped(toColumns: columns - count.count - 2)
    let head = Line(role: .emphasis, text: title.padded(to: columns - count.count) + count)
    let room = max(3, rows - below.count - 1)
    let lines = [head] + drawing(step: step, columns: columns, rows: room) + below
    return lines.prefix(max(1, rows)).map { line in
      let text = line.text.clipped(toColumns: columns)
      return Line(role: line.role, text: isASCII ? text.withoutDecoration : text)
    }
  }

  // MARK: - Parts

  private var keys: String { "left/right: one step   home/end: first, last   d: next difference   q: quit" }

  private func said(at step: Int) -> String {
    step == 0 ? narration.opening : narration.sentence(of: timeline.rows[step - 1])
  }

  /// The lines of the timeline around the step.
  private func drawing(step: Int, columns: Int, rows: Int) -> [Line] {
    let text = text(columns: columns)
    let shown = max(1, rows - 1)
    var lines: [Line] = []
    var current = 0
    // No more of the timeline is drawn than may be seen: a row is one line at least.
    let blocks = text.blocks(marking: step - 1, rows: step - 1 - shown..<step + shown)
    for block in blocks.dropFirst() {
      let isCurrent = block.row.map { $0 == step - 1 } ?? false
      if isCurrent { current = lines.count }
      let isAhead = block.row.map { $0 >= step } ?? false
      let role: Role = isCurrent ? .current : isAhead ? .faint : .plain
      lines += block.lines.map { Line(role: role, text: $0) }
    }
    let first = max(0, min(current - shown / 2, lines.count - shown))
    let heading = Line(role: .emphasis, text: blocks.first?.lines.first ?? "")
    return [heading] + lines[first...].prefix(shown)
  }

  /// The timeline for a width; the one that was asked for last is kept.
  private func text(columns: Int) -> TextTimeline {
    if let text = drawn.text, drawn.columns == columns { return text }
    let text = TextTimeline(timeline, columns: columns, isASCII: isASCII)
    (drawn.text, drawn.columns) = (text, columns)
    return text
  }

  /// The timeline that was drawn last.
  private final class Drawn {
    var text: TextTimeline?
    var columns = 0
  }

  /// The state of a lane after the step: its source line, the ready events of its loop, and its timers.
  private func state(ofLane lane: Int, step: Int, columns: Int) -> [Line] {
    let run = timeline.lanes[lane].run
    let event = timeline.rows.prefix(step).compactMap { $0.events[lane] }.last
    let isAtEnd = step > 0 && timeline.rows[step - 1].when == .end
    let now: Instant =
      if step > 0, case .at(let instant) = timeline.rows[step - 1].when { instant } else {
        step == 0 ? .zero : run.report.instant
      }
    let trace = run.report.trace
    let turn = isAtEnd ? trace.order.count : event.map { run.events[$0].turn } ?? 0
    let queues = trace.queues(afterTurn: turn, now: now)
    let ready = queues.ready.isEmpty ? "nothing" : list(queues.ready.map(\.label))
    let timers = queues.timers.isEmpty ? "none" : list(queues.timers.map { "\($0.label) at \($0.due)" })
    let label = timeline.lanes[lane].label
    return [
      Line(role: .emphasis, text: event.map { "\(label): \(source(ofLane: lane, event: $0))" } ?? label),
      Line(role: .faint, text: "  ready: \(ready)   timers: \(timers)"),
    ]
  }

  private func list(_ labels: [String]) -> String {
    labels.count <= 3
      ? labels.joined(separator: ", ") : labels.prefix(3).joined(separator: ", ") + " and \(labels.count - 3) more"
  }

  /// The line of source of an event, or at least where it is.
  private func source(ofLane lane: Int, event: Int) -> String {
    guard let site = timeline.lanes[lane].run.events[event].site else { return "(from outside the program)" }
    for quote in quotes[lane] {
      guard let line = quote.sites[site] else { continue }
      let text = String(quote.lines[line].drop { $0 == " " })
      return "\(quote.name):\(site.line)  \(VisibleText.of(text))"
    }
    return site.description
  }
}
