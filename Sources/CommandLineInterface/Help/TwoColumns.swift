// A list in two columns: terms on the left, texts on the right, wrapped to the width.

/// Lays out terms and their texts.
struct TwoColumns {
  private let rows: [(term: String, text: String)]
  private let column: Int

  /// A list whose left column is as wide as its widest term, within the given bounds.
  init(_ rows: [(term: String, text: String)], termColumns: ClosedRange<Int> = 0...80) {
    self.rows = rows
    let widest = rows.map(\.term.count).max() ?? 0
    column = min(max(widest, termColumns.lowerBound), termColumns.upperBound) + 4
  }

  /// The lines, indented by two; beside a term that is too wide for its column, the text starts on the next line.
  func lines(width: Int) -> [String] {
    rows.flatMap { row in
      var texts = row.text.wrapped(to: max(width - column, 20))[...]
      let start = "  \(row.term)"
      var lines = [start]
      if start.count + 2 <= column, let first = texts.popFirst() {
        lines = [start + String(repeating: " ", count: column - start.count) + first]
      }
      return lines + texts.map { String(repeating: " ", count: column) + $0 }
    }
  }
}

extension String {
  /// The text in lines of at most `width` characters, broken only at `separator`; a longer word has a line
  /// of its own.
  func wrapped(to width: Int, at separator: String = " ") -> [String] {
    var lines: [String] = []
    for word in split(separator: separator) {
      if let last = lines.last, last.count + separator.count + word.count <= width {
        lines[lines.count - 1] = last + separator + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
