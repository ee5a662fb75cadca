// The parts that the step player has drawn already: rows of the timeline, and the queues after the last step.

/// The rows around the current step, laid out once each, and the queues of each lane.
///
/// A player goes from step to step, so that almost all that one screen shows was on the screen before.
final class StepScreenCache {
  /// A row of the timeline as lines of text, and the lines before it.
  struct Row {
    let before: [String]
    let own: [String]
  }

  /// The queues of each lane.
  var queues: [LoopQueues]
  /// How many rows were laid out.
  private(set) var layouts = 0
  private var text: TextTimeline?
  private var columns = 0
  private var rows: [Int: Row] = [:]

  init(_ queues: [LoopQueues]) {
    self.queues = queues
  }

  /// The lines of a timeline without rows, after its heading.
  var emptyLines: [String] { text.map { $0.blocks().dropFirst().flatMap(\.lines) } ?? [] }

  /// The heading of the timeline, and some of its rows.
  ///
  /// - Parameters:
  ///   - wanted: Which rows.
  ///   - current: The row that is marked.
  ///   - columns: How wide the screen is.
  ///   - make: Makes the timeline in that width.
  func rows(
    _ wanted: Range<Int>, current: Int, columns: Int, of make: () -> TextTimeline
  ) -> (heading: String, rows: [Row]) {
    if self.columns != columns || text == nil {
      (text, self.columns) = (make(), columns)
      rows = [:]
    }
    guard let text else { return ("", []) }
    if rows.count > 4 * wanted.count { rows = rows.filter { wanted.contains($0.key) } }
    let drawn = wanted.map { row -> Row in
      if row == current { return layOut(row, in: text, isCurrent: true) }
      if let known = rows[row] { return known }
      let new = layOut(row, in: text, isCurrent: false)
      rows[row] = new
      return new
    }
    return (text.heading.clipped(toColumns: columns), drawn)
  }

  private func layOut(_ row: Int, in text: TextTimeline, isCurrent: Bool) -> Row {
    layouts += 1
    let blocks = text.blocks(marking: isCurrent ? row : nil, rows: row..<row + 1)
    func lines(_ isOwn: Bool) -> [String] {
      blocks.dropFirst().filter { ($0.row == row) == isOwn }.flatMap(\.lines).map { $0.clipped(toColumns: columns) }
    }
    return Row(before: lines(false), own: lines(true))
  }
}
