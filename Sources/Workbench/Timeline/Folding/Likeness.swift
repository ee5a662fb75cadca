// The ways in which two rows of a timeline are alike, so that one may be folded below the other.

import Comparison

/// A way of comparing rows. Rows are alike only if the same styles have them, in the same words or not.
enum Likeness: CaseIterable {
  /// The words are the same; the pipelines may differ.
  case words
  /// The words are the same but for their digits: `item-001` and `item-600`.
  case wordsButDigits
  /// The mark is the same.
  case mark

  /// For each row, a number that it shares with the rows that are like it.
  ///
  /// - Complexity: O(n) in the length of all texts.
  func kinds(of rows: [Timeline.Row]) -> [Int] {
    var numbers: [String: Int] = [:]
    return rows.map { row in
      let keys = row.texts.map { text in text.map { self.key(of: $0, row) } ?? "" }
      let key = (row.isDifference ? "≠" : "=") + keys.joined(separator: "\u{0}")
      if let known = numbers[key] { return known }
      numbers[key] = numbers.count
      return numbers.count - 1
    }
  }

  private func key(of text: String, _ row: Timeline.Row) -> String {
    switch self {
    case .words: text
    case .wordsButDigits: String(text.map { $0.isASCII && $0.isNumber ? "#" : $0 })
    case .mark: TimelineSymbols.unicode.mark(of: row.kind)
    }
  }
}
