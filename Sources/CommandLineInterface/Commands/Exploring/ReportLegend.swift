// The legend below an exploration, a sweep or a replay: the marks and columns that its text has.

import Comparison
import Exploration
import Workbench

/// Explains the marks of a report. Only those are explained that the report has.
struct ReportLegend {
  private let entries: [String]

  /// The legend of a report.
  ///
  /// - Parameters:
  ///   - hasFailures: Whether something in it is marked as a failure.
  ///   - tables: The runs that it shows row by row.
  ///   - isASCII: Whether it does without characters beyond ASCII.
  init(hasFailures: Bool, tables: [RunTable], isASCII: Bool) {
    let rows = tables.flatMap(\.rows)
    let all: [(isThere: Bool, entry: String)] = [
      (hasFailures, isASCII ? "x breaks a rule" : "✗ breaks a rule"),
      (rows.contains { !$0.orderings.isEmpty }, "1 an event of ordering 1"),
      (
        rows.contains { $0.line.text.hasPrefix("('") },
        isASCII ? "('...') an event of the loop" : "('…') an event of the loop"
      ),
      (rows.contains { $0.line.text.contains("' [") }, "[0.1] one of several of that name"),
      (tables.contains(where: \.hasCounts), "fails: how many classes that begin so fail"),
    ]
    entries = all.filter(\.isThere).map(\.entry)
  }

  /// The lines, at most as wide as the console.
  func lines(for invocation: Invocation) -> [String] {
    entries.legend(within: invocation.console.columns).map { invocation.palette.paint($0, .faint) }
  }
}
