// Where a scenario's cancellations are in its text.

extension Scenario {
  /// The lines of the `cancel` statements, counted from 1, with their words; in the order of the plan's cancellations.
  package var cancellationLines: [(number: Int, statement: String)] {
    source.lines.enumerated().compactMap { index, text in
      guard text.hasPrefix("cancel"), let line = StatementLine(text), line.keyword == "cancel" else { return nil }
      return (index + 1, line.source(0..<line.count))
    }
  }
}
