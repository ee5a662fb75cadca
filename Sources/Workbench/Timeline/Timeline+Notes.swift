// The notes of a scenario, between the rows of a timeline.

import Comparison

extension Timeline {
  /// Places notes at their instants: each before the first row that is not earlier, or after the last row.
  ///
  /// - Parameter notes: The notes, in any order; those of one instant keep theirs.
  mutating func place(_ notes: [ScenarioNote]) {
    let ordered = notes.enumerated().sorted { ($0.element.instant, $0.offset) < ($1.element.instant, $1.offset) }
    self.notes = ordered.map { _, note in
      let row = rows.firstIndex { $0.when >= .at(note.instant) }
      return Point(
        row: row ?? max(0, rows.count - 1), isAfter: row == nil,
        text: VisibleText.of("\(note.instant): \(note.text)"))
    }
  }
}
