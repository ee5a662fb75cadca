// A row of a table cut into its cells, and the row that says how columns are aligned.

import GuideChecking

/// Cutting of rows.
enum TableRow {
  /// The cells of a row, without blanks at their ends. `\|` is a mark inside of a cell.
  static func cells(_ line: String) -> [String] {
    var cells = [""]
    var isEscaped = false
    for character in line.trimmed {
      if character == "|", !isEscaped {
        cells.append("")
      } else {
        if character == "|" { cells[cells.count - 1].removeLast() }
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    if cells.first?.isBlank == true { cells.removeFirst() }
    if cells.last?.isBlank == true, cells.count > 1 { cells.removeLast() }
    return cells.map(\.trimmed)
  }

  /// The alignments that the row below the head gives; nil if it is no such row.
  static func alignments(_ line: String) -> [MarkdownBlock.Alignment?]? {
    guard line.contains("-"), line.contains("|") else { return nil }
    var alignments: [MarkdownBlock.Alignment?] = []
    for cell in cells(line) {
      guard cell.wholeMatch(of: #/:?-+:?/#) != nil else { return nil }
      let alignment: MarkdownBlock.Alignment? =
        switch (cell.hasPrefix(":"), cell.hasSuffix(":")) {
        case (true, true): .center
        case (true, false): .left
        case (false, true): .right
        case (false, false): nil
        }
      alignments.append(alignment)
    }
    return alignments
  }
}
