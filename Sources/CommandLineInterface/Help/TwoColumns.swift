// A list in two columns: terms on the left, texts on the right, wrapped to the width.

import Workbench

/// Lays out terms and their texts.
struct TwoColumns {
  private let rows: [(term: String, text: String)]
  private let column: Int

  /// A list whose left column is as wide as its widest term, within the given bounds.
  init(_ rows: [(term: String, text: String)], termColumns: ClosedRange<Int> = 0...80) {
    self.rows = rows
    let widest = rows.map(\.term.displayWidth).max() ?? 0
    column = min(max(widest, termColumns.lowerBound), termColumns.upperBound) + 4
  }

  /// The lines, indented by two; beside a term that is too wide for its column, the text starts on the next line.
  func lines(width: Int) -> [String] {
    rows.flatMap { row in
      var texts = row.text.isEmpty ? [] : row.text.wrapped(to: max(width - column, 20))[...]
      let start = "  \(row.term)"
      var lines = [start]
      if start.displayWidth + 2 <= column, let first = texts.popFirst() {
        lines = [start.padded(to: column) + first]
      }
      return lines + texts.map { String(repeating: " ", count: column) + $0 }
    }
  }
}
