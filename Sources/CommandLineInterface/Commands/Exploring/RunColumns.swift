// A run's table as lines of text: as many of its columns as there is room for, and the rest below the rows.

import Comparison
import Exploration
import Workbench

/// Lays out a run's table.
///
/// The widest of these that fits is taken: a column for each pipeline and for each shared state; one for all pipelines
/// and one for each state; one for all pipelines, and what became of the state in a line below the row. How many classes
/// fail from a row on is shown like a state.
struct RunColumns {
  /// The heads of the columns; nil if none of them needs one.
  let head: String?
  /// Each row in one line or more, and the runs that contain it.
  let rows: [(lines: [String], side: Divergence.Side)]

  /// Lays a table out.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - pipelines: How many pipelines the run has.
  ///   - width: How many columns of the terminal there are.
  init(_ table: RunTable, pipelines: Int, within width: Int) {
    let marks = Column("", table.rows.map { $0.orderings.map(String.init).joined(separator: ",") })
    let when = Column("", table.rows.map(\.line.when.description))
    let text = Column("", table.rows.map(\.line.text))
    let counts = table.hasCounts ? [Column("fails", table.rows.map { $0.count?.description ?? "" })] : []
    let states =
      counts
      + table.states.enumerated().map { index, name in Column(name, table.rows.map { $0.states[index] ?? "" }) }
    let start = (marks.width > 0 ? [marks] : []) + [when]
    let wide = pipelines > 1 ? [start + Self.lanes(table, pipelines) + states, start + [text] + states] : []
    let candidates = wide + [start + [text] + states]
    let columns = candidates.first { Self.width(of: $0) <= width }
    let shown = columns ?? start + [text]
    head = shown.contains { !$0.head.isEmpty } ? Self.line(shown.map { ($0.head, $0.width) }) : nil
    rows = table.rows.indices.map { index in
      var lines = [Self.line(shown.map { ($0.cells[index], $0.width) })]
      if columns == nil {
        let indent = String(repeating: " ", count: Self.width(of: start) + 4)
        let changes = states.compactMap { $0.cells[index].isEmpty ? nil : "\($0.head): \($0.cells[index])" }
        lines += changes.flatMap { $0.wrapped(to: max(width - indent.count, 20)) }.map { indent + $0 }
      }
      return (lines, table.rows[index].side)
    }
  }

  private struct Column {
    let head: String
    let cells: [String]
    let width: Int

    init(_ head: String, _ cells: [String]) {
      self.head = head
      self.cells = cells
      width = max(head.displayWidth, cells.map(\.displayWidth).max() ?? 0)
    }
  }

  /// A column for each pipeline. Notes about the loop and the end of the run are in the first.
  private static func lanes(_ table: RunTable, _ pipelines: Int) -> [Column] {
    (1...pipelines).map { pipeline in
      Column(
        "pipeline \(pipeline)",
        table.rows.map { row in
          guard let event = row.event else { return pipeline == 1 ? row.line.text : "" }
          return event.pipeline == pipeline ? "\(event.kind)" : ""
        })
    }
  }

  private static func width(of columns: [Column]) -> Int {
    columns.map(\.width).reduce(0, +) + 2 * (columns.count - 1)
  }

  /// Cells beside each other, without blanks at the end.
  private static func line(_ cells: [(text: String, width: Int)]) -> String {
    var line = ""
    var end = 0
    for (index, cell) in cells.enumerated() {
      if index > 0 { end += 2 }
      if !cell.text.isEmpty { line += String(repeating: " ", count: end - line.displayWidth) + cell.text }
      end += cell.width
    }
    return line
  }
}
