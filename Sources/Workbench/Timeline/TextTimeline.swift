// The timeline as text: a column a style, a line an event.

package import Comparison
import EventLoops

/// Draws the runs of a comparison side by side in plain text.
///
///              callback               future                 async
///        0ms   → call 1 sent "user"   → call 1 sent "user"   → call 1 sent "user"
///              │                      │                      │
///       30ms   ← call 1 replied …     ← call 1 replied …     ← call 1 replied …
///
/// Events that all styles share are in one line; a line that some style lacks is marked in the margin, and the rule
/// behind a difference is shown at its first occurrence. Between two instants there are as many lines as the
/// time between them asks for, so that the bars of the calls in flight are to scale.
package struct TextTimeline: Sendable {
  let timeline: Timeline
  let symbols: TimelineSymbols
  /// The rows that are folded into a line each.
  let folds: TimelineFolds
  /// For each lane and track its bars.
  let bars: [[[Timeline.Bar]]]
  /// How wide the whole is, and how wide a lane.
  let width: Int
  let columns: Int
  let instantColumns: Int
  let pipelineColumns: Int
  /// The number of columns to the left of the lanes.
  var edge: Int { 2 + instantColumns + Self.gutter + (pipelineColumns > 0 ? pipelineColumns + 1 : 0) }
  /// Whether the marks alone say that a call was sent or answered, because the words would not fit.
  let isTerse: Bool
  /// The time that a line between two instants represents, in nanoseconds.
  let unit: Int64
  /// The rules of the differences that first show in a row: one paragraph a rule.
  private let remarks: [Int: [String]]

  static let gutter = 2
  /// The most tracks that are drawn one by one; more are counted.
  static let mostTracks = 4
  /// The most lines between two instants.
  private static let mostLines: Int64 = 3

  /// A timeline that fits the given width.
  ///
  /// - Parameters:
  ///   - comparison: The runs to draw.
  ///   - columns: How many columns there are; 40 are used at least.
  ///   - isASCII: Whether to do without characters beyond ASCII.
  package init(_ comparison: StyleComparison, columns: Int = 80, isASCII: Bool = false) {
    self.init(Timeline(of: comparison), columns: columns, isASCII: isASCII)
  }

  /// A timeline that fits the given width, 40 columns at least, drawn from what is laid side by side already.
  package init(_ timeline: Timeline, columns: Int = 80, isASCII: Bool = false, folds: TimelineFolds = .none) {
    self.timeline = timeline
    self.folds = folds
    symbols = isASCII ? .ascii : .unicode
    bars = Self.barsByTrack(of: timeline)
    width = max(40, columns)
    let instants = timeline.rows.map { DisplayWidth.of($0.when.description) }
    instantColumns = max(6, instants.max() ?? 0)
    pipelineColumns = timeline.pipelines > 1 ? "\(timeline.pipelines)".count + 2 : 0
    let lanes = max(1, timeline.lanes.count)
    let edge = 2 + instantColumns + Self.gutter + (pipelineColumns > 0 ? pipelineColumns + 1 : 0)
    self.columns = max(8, (width - edge - (lanes - 1) * Self.gutter) / lanes)
    let laneColumns = self.columns
    isTerse = timeline.rows.contains { row in
      guard row.kind?.terse != nil else { return false }
      return zip(row.texts, timeline.lanes).contains { text, lane in
        DisplayWidth.of(text ?? "") > laneColumns - Self.trackColumns(lane.trackCount) - 1
      }
    }
    unit = max(1, (Self.gaps(of: timeline).max() ?? 1) / Self.mostLines)
    var remarks: [Int: [String]] = [:]
    for rule in timeline.rules {
      remarks[rule.row, default: []].append("\(symbols.difference) \(rule.words)")
    }
    self.remarks = remarks
  }

  /// The lines of the timeline, without trailing blanks, its folds folded.
  package var lines: [String] { blocks(folded: folds.stretches).flatMap(\.lines) }

  /// The names of the lanes.
  var heading: String { line(margin: "", "", "", timeline.lanes.map(\.label)) }

  /// Some lines that belong together: those of a row, with its rules, or those between two instants.
  struct Block {
    let row: Int?
    let lines: [String]
  }

  /// The timeline in pieces: the heading, then the rows with the text between them.
  ///
  /// - Parameters:
  ///   - current: A row to be marked in the margin.
  ///   - wanted: The rows to draw; by default all.
  ///   - folded: The stretches that a line each replaces, in order.
  /// - Complexity: O(n) in the number of rows that are drawn.
  func blocks(marking current: Int? = nil, rows wanted: Range<Int>? = nil, folded: [Range<Int>] = []) -> [Block] {
    var blocks = [Block(row: nil, lines: [heading])]
    let rows = (wanted ?? timeline.rows.indices).clamped(to: timeline.rows.indices)
    var previous = rows.first.flatMap { $0 > 0 ? (row: timeline.rows[$0 - 1], index: $0 - 1) : nil }
    var folds = folded[...]
    var instant = previous?.row.when
    var isBelowFold = false
    for index in rows {
      let row = timeline.rows[index]
      if let fold = folds.first, fold.contains(index) {
        // Time that passes within a fold is in its sentence.
        if index == fold.lowerBound {
          if let previous, row.when != instant {
            blocks.append(Block(row: nil, lines: bars(after: previous.index, until: row.when)))
          }
          blocks.append(Block(row: nil, lines: lines(ofFold: fold)))
        }
        if index == fold.upperBound - 1 { folds.removeFirst() }
        previous = (row, index)
        isBelowFold = true
        continue
      }
      if row.when != previous?.row.when, let previous {
        blocks.append(Block(row: nil, lines: bars(after: previous.index, until: row.when)))
      }
      let isNewInstant = row.when != instant
      let isOfSamePipeline = row.pipeline == previous?.row.pipeline && !isBelowFold
      let pipeline = isOfSamePipeline && !isNewInstant ? nil : row.pipeline
      let margin = (row.isDifference ? symbols.difference : " ") + (index == current ? symbols.current : "")
      blocks.append(
        Block(
          row: index,
          lines: points(at: index, isAfter: false)
            + lines(of: row, index, margin: margin, isNewInstant: isNewInstant, pipeline)
            + remarks[index, default: []].flatMap(remark) + points(at: index, isAfter: true)))
      previous = (row, index)
      instant = row.when
      isBelowFold = false
    }
    if timeline.rows.isEmpty {
      blocks.append(Block(row: nil, lines: [line(margin: "", "", "", timeline.lanes.map { _ in "nothing happens" })]))
      blocks.append(Block(row: nil, lines: points(at: 0, isAfter: true)))
    }
    return blocks
  }

  /// The meaning of the marks, in lines of at most `columns` columns.
  package func legend(columns: Int) -> [String] {
    symbols.entries(of: timeline, hasFolds: !folds.stretches.isEmpty).legend(within: columns)
  }

  /// The differences that no place in the timeline explains, in full.
  package var unplacedDifferences: [String] {
    timeline.differences.filter { $0.row == nil }.map(\.difference.sentence)
  }

  // MARK: - Rows

  private func lines(
    of row: Timeline.Row, _ index: Int, margin: String, isNewInstant: Bool, _ pipeline: Int?
  ) -> [String] {
    let wrapped = zip(row.texts, timeline.lanes).map { text, lane in
      text.map { words(of: row, $0).wrapped(to: max(6, columns - Self.trackColumns(lane.trackCount) - 1)) }
    }
    let height = wrapped.map { $0?.count ?? 0 }.max() ?? 0
    let number = timeline.pipelines > 1 ? pipeline.map { "[\($0)]" } ?? "" : ""
    return (0..<height).map { line in
      self.line(
        margin: line == 0 ? margin : "",
        line == 0 && isNewInstant ? row.when.description : "",
        line == 0 ? number : "",
        timeline.lanes.indices.map { lane in
          let mark = line == 0 && row.texts[lane] != nil ? symbols.mark(of: row.kind) : nil
          let tracks = tracks(ofLane: lane, at: index, mark: mark, isLater: line > 0)
          guard let text = wrapped[lane], line < text.count else { return tracks }
          return tracks + " " + text[line]
        })
    }
  }

  /// The line of a fold, with the mark of a difference if a folded row differs.
  private func lines(ofFold stretch: Range<Int>) -> [String] {
    let lines = remark("\(symbols.fold) \(words(ofFold: stretch))")
    guard timeline.rows[stretch].contains(where: \.isDifference) else { return lines }
    return lines.enumerated().map { $0 == 0 ? symbols.difference + $1.dropFirst() : $1 }
  }

  private func words(of row: Timeline.Row, _ text: String) -> String {
    isTerse ? row.kind?.terse ?? text : text
  }

  /// The sentences between the rows that are beside this row.
  private func points(at row: Int, isAfter: Bool) -> [String] {
    func isHere(_ point: Timeline.Point) -> Bool { point.row == row && point.isAfter == isAfter }
    let notes = timeline.notes.filter(isHere).flatMap { remark("\(symbols.note) \($0.text)") }
    guard let point = timeline.point, isHere(point) else { return notes }
    return notes + remark("\(symbols.point) \(point.text)")
  }

  private func remark(_ text: String) -> [String] {
    let indent = edge
    return text.wrapped(to: max(20, width - indent - 2)).enumerated().map { index, line in
      String(repeating: " ", count: index == 0 ? indent : indent + 2) + line
    }
  }

  /// The lines between two instants, as many as the time between them asks for.
  private func bars(after index: Int, until next: StyleRun.When) -> [String] {
    guard case .at(let start) = timeline.rows[index].when else { return [] }
    guard case .at(let end) = next else {
      return [line(margin: "", "", "", timeline.lanes.indices.map { tracks(ofLane: $0, at: index, isLater: true) })]
    }
    let count = max(1, (end.nanoseconds - start.nanoseconds + unit / 2) / unit)
    let bars = line(
      margin: "", "", "", timeline.lanes.indices.map { tracks(ofLane: $0, at: index, isLater: true) })
    return Array(repeating: bars, count: Int(count))
  }

  private static func gaps(of timeline: Timeline) -> [Int64] {
    let instants = timeline.rows.compactMap(\.nanoseconds)
    return zip(instants, instants.dropFirst()).map { $1 - $0 }
  }

  private func line(margin: String, _ instant: String, _ pipeline: String, _ cells: [String]) -> String {
    let gap = String(repeating: " ", count: Self.gutter)
    let line =
      margin.padded(to: 2) + instant.leftPadded(to: instantColumns) + gap
      + (pipelineColumns > 0 ? pipeline.padded(to: pipelineColumns) + " " : "")
      + cells.map { $0.padded(to: columns) }.joined(separator: gap)
    return line.trimmingTrailingBlanks
  }
}

extension String {
  var trimmingTrailingBlanks: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
