// A sentence about one event of the first lane's loop, between the rows of a timeline.

import Comparison

extension Timeline {
  /// A sentence that holds from an event of the loop on.
  package struct Point: Sendable, Hashable {
    /// The row beside which it is shown.
    package let row: Int
    /// Whether it comes after the row; otherwise before it.
    package let isAfter: Bool
    /// The sentence.
    package let text: String
  }

  /// Places a sentence after an event of the first lane's loop, whether or not the event has a row.
  ///
  /// - Parameters:
  ///   - text: The sentence.
  ///   - turn: The event, counted from 1 in the order in which the events ran.
  mutating func place(_ text: String, afterTurn turn: Int) {
    guard let run = lanes.first?.run, !rows.isEmpty else { return }
    func turnOfRow(_ row: Row) -> Int? { row.events[0].map { run.events[$0].turn } }
    if let row = rows.lastIndex(where: { turnOfRow($0) == turn }) {
      point = Point(row: row, isAfter: true, text: text)
    } else if let row = rows.firstIndex(where: { turnOfRow($0).map { $0 > turn } ?? ($0.when == .end) }) {
      point = Point(row: row, isAfter: false, text: text)
    } else {
      point = Point(row: rows.count - 1, isAfter: true, text: text)
    }
  }
}
