// The screen of the step player: timeline, narration, source line and queues, for one step.

import Comparison
import EventLoops

/// Draws the steps of a picture as screens of text, for a terminal and for asciicasts.
package struct StepScreen {
  private let picture: Picture
  private let isASCII: Bool
  private let narration: Narration
  private let quotes: [[SourceShelf.Quote]]
  private let timeline: Timeline
  /// For each lane and row, the last event of the lane's run up to the row.
  private let lastEvents: [[Int?]]
  private let cache: StepScreenCache
  /// The meaning of the marks.
  private let legend: [String]

  /// A player of a picture.
  package init(_ picture: Picture, sources: SourceShelf = SourceShelf(), isASCII: Bool = false) {
    self.picture = picture
    self.isASCII = isASCII
    let timeline = picture.timeline
    self.timeline = timeline
    let symbols: TimelineSymbols = isASCII ? .ascii : .unicode
    legend = symbols.entries(of: timeline, hasFolds: false) + ["\(symbols.current) this step"]
    lastEvents = timeline.lanes.indices.map { lane in
      var last: Int?
      return timeline.rows.map { row in
        last = row.events[lane] ?? last
        return last
      }
    }
    cache = StepScreenCache(timeline.lanes.map { LoopQueues($0.run.report.trace) })
    narration = Narration(timeline: timeline)
    quotes = timeline.lanes.map { lane in
      var sites = SiteList()
      for site in lane.run.events.compactMap(\.site) { _ = sites.number(of: site) }
      return sources.quotes(for: sites.sites)
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

  /// The kind of a line of the screen.
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
    /// The kind of the line.
    package let role: Role
    /// The text, as wide as the screen at most.
    package let text: String
  }

  /// The screen of a step, as many lines as there are rows at most.
  package func lines(step: Int, columns: Int, rows: Int) -> [Line] {
    let columns = max(40, columns)
    var below = [Line(role: .plain, text: "")]
    below += said(at: step).wrapped(to: columns).map { Line(role: .emphasis, text: $0) }
    // Before the first step there is room for the meaning of the marks.
    if step == 0 { below += legend.legend(within: columns).map { Line(role: .faint, text: $0) } }
    below += timeline.lanes.indices.flatMap { state(ofLane: $0, step: step, columns: columns) }
    below.append(Line(role: .faint, text: keys.clipped(toColumns: columns)))
    let count = "\(step) of \(stepCount)"
    let title = VisibleText.of(picture.title).clipped(toColumns: columns - count.count - 2)
    let head = Line(role: .emphasis, text: title.padded(to: columns - count.count) + count)
    let room = max(3, rows - below.count - 1)
    let around = [head] + below
    let shown = around.map { Line(role: $0.role, text: $0.text.clipped(toColumns: columns)) }
    let lines = shown.prefix(1) + drawing(step: step, columns: columns, rows: room) + shown.dropFirst()
    return lines.prefix(max(1, rows)).map { line in
      isASCII ? Line(role: line.role, text: line.text.withoutDecoration) : line
    }
  }

  /// How many rows of the timeline were laid out so far.
  var layouts: Int { cache.layouts }
  /// How many events were put into queues or taken out of them so far.
  var queueMoves: Int { cache.queues.map(\.moves).reduce(0, +) }

  // MARK: - Parts

  private var keys: String { "left/right: one step   home/end: first, last   d: next difference   q: quit" }

  private func said(at step: Int) -> String {
    step == 0 ? narration.opening : narration.sentence(of: timeline.rows[step - 1])
  }

  /// The lines of the timeline around the step.
  private func drawing(step: Int, columns: Int, rows: Int) -> [Line] {
    let shown = max(1, rows - 1)
    // No more of the timeline is drawn than may be seen: a row is one line at least.
    let window = (step - 1 - shown..<step + shown).clamped(to: timeline.rows.indices)
    let (heading, drawn) = cache.rows(window, current: step - 1, columns: columns) {
      TextTimeline(timeline, columns: columns, isASCII: isASCII)
    }
    var lines: [Line] = []
    var current = 0
    for (row, texts) in zip(window, drawn) {
      lines += texts.before.map { Line(role: .plain, text: $0) }
      if row == step - 1 { current = lines.count }
      let role: Role = row == step - 1 ? .current : row >= step ? .faint : .plain
      lines += texts.own.map { Line(role: role, text: $0) }
    }
    if timeline.rows.isEmpty { lines = cache.emptyLines.map { Line(role: .plain, text: $0) } }
    let first = max(0, min(current - shown / 2, lines.count - shown))
    return [Line(role: .emphasis, text: heading)] + lines[first...].prefix(shown)
  }

  /// The state of a lane after the step: its source line, the ready events of its loop, and its timers.
  private func state(ofLane lane: Int, step: Int, columns: Int) -> [Line] {
    let run = timeline.lanes[lane].run
    let event = step > 0 ? lastEvents[lane][step - 1] : nil
    let isAtEnd = step > 0 && timeline.rows[step - 1].when == .end
    let now: Instant =
      if step > 0, case .at(let instant) = timeline.rows[step - 1].when { instant } else {
        step == 0 ? .zero : run.report.instant
      }
    let turn = isAtEnd ? run.report.trace.order.count : event.map { run.events[$0].turn } ?? 0
    cache.queues[lane].move(toTurn: turn, now: now)
    let (ready, timers) = (cache.queues[lane].ready(3), cache.queues[lane].timers(3))
    let readyList = ready.count == 0 ? "nothing" : list(ready.first.map(\.label), of: ready.count)
    let timerList =
      timers.count == 0 ? "none" : list(timers.first.map { "\($0.label) at \($0.due)" }, of: timers.count)
    let label = timeline.lanes[lane].label
    return [
      Line(role: .emphasis, text: event.map { "\(label): \(source(ofLane: lane, event: $0))" } ?? label),
      Line(role: .faint, text: "  ready: \(readyList)   timers: \(timerList)"),
    ]
  }

  private func list(_ labels: [String], of count: Int) -> String {
    labels.joined(separator: ", ") + (count > labels.count ? " and \(count - labels.count) more" : "")
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
