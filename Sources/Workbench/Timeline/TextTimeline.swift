// The timeline as text: a column a style, a line an event.

public import Comparison
import EventLoops

/// Draws the runs of a comparison side by side in plain text.
///
///              callback               future                 async
///        0ms   → call 1 sent "user"   → call 1 sent "user"   → call 1 sent "user"
///              │                      │                      │
///       30ms   ← call 1 replied …     ← call 1 replied …     ← call 1 replied …
///
/// Events that all styles share stand in one line; a line that some style lacks is marked in the margin.
public struct TextTimeline: Sendable {
  private let timeline: Timeline
  private let symbols: TimelineSymbols
  private let columns: Int
  private let instantColumns: Int

  private static let gutter = 2

  /// A timeline that fits the given width.
  ///
  /// - Parameters:
  ///   - comparison: The runs to draw.
  ///   - columns: How many columns there are; 40 are used at least.
  ///   - isASCII: Whether to do without characters beyond ASCII.
  public init(_ comparison: StyleComparison, columns: Int = 80, isASCII: Bool = false) {
    timeline = Timeline(of: comparison)
    symbols = isASCII ? .ascii : .unicode
    let instants = timeline.rows.map { DisplayWidth.of($0.when.description) }
    instantColumns = max(6, instants.max() ?? 0)
    let lanes = max(1, timeline.lanes.count)
    let rest = max(40, columns) - instantColumns - Self.gutter - 2
    self.columns = max(12, (rest - (lanes - 1) * Self.gutter) / lanes)
  }

  /// The lines of the timeline, without trailing blanks.
  public var lines: [String] {
    var lines = [line(margin: "", "", timeline.lanes.map(\.label))]
    var previous: Timeline.Row?
    for row in timeline.rows {
      let isNewInstant = row.when != previous?.when
      if isNewInstant, let previous, previous.inFlight.contains(where: { $0 > 0 }) {
        lines.append(bars(after: previous))
      }
      lines += self.lines(of: row, isNewInstant: isNewInstant)
      previous = row
    }
    if timeline.rows.isEmpty { lines.append(line(margin: "", "", timeline.lanes.map { _ in "nothing happens" })) }
    return lines
  }

  /// What the marks mean.
  public var legend: String { symbols.legend }

  private func lines(of row: Timeline.Row, isNewInstant: Bool) -> [String] {
    let cells = row.texts.map { $0?.wrapped(to: columns - 2) }
    let height = cells.map { $0?.count ?? 0 }.max() ?? 0
    return (0..<height).map { index in
      line(
        margin: index == 0 && row.isDifference ? symbols.difference : "",
        index == 0 && isNewInstant ? row.when.description : "",
        zip(cells, row.inFlight).map { cell, inFlight in
          guard let cell else { return inFlight > 0 ? symbols.inFlight : "" }
          guard index < cell.count else { return "" }
          return "\(index == 0 ? symbols.mark(of: row.kind) : " ") \(cell[index])"
        })
    }
  }

  /// The line between two instants: a bar in each lane that has a call in flight.
  private func bars(after row: Timeline.Row) -> String {
    line(margin: "", "", row.inFlight.map { $0 > 0 ? symbols.inFlight : "" })
  }

  private func line(margin: String, _ instant: String, _ cells: [String]) -> String {
    let gap = String(repeating: " ", count: Self.gutter)
    let line =
      margin.padded(to: 2) + instant.leftPadded(to: instantColumns) + gap
      + cells.map { $0.padded(to: columns) }.joined(separator: gap)
    return line.trimmingTrailingBlanks
  }
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
