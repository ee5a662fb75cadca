// What several pipelines do, each in a column of its own.

import Comparison

/// The lines of a run with a column for each pipeline, where that fits.
struct PipelineColumns {
  /// The head of the table.
  let head: String
  /// The lines of the run, in order, each moved into its pipeline's column; what is left at the end has no column.
  let cells: [String]

  /// The columns of a run; nil if it has one pipeline only, or the columns are wider than the space for them.
  init?(_ run: StyleRun, within width: Int) {
    guard run.pipelines > 1 else { return nil }
    var widths = (1...run.pipelines).map { "pipeline \($0)".count }
    for event in run.events { widths[event.pipeline - 1] = max(widths[event.pipeline - 1], "\(event.kind)".count) }
    guard widths.reduce(0, +) + 2 * (widths.count - 1) <= width else { return nil }
    let starts = widths.indices.map { widths[..<$0].reduce(0, +) + 2 * $0 }
    var head = ""
    for (index, start) in starts.enumerated() {
      head += String(repeating: " ", count: start - head.count) + "pipeline \(index + 1)"
    }
    self.head = head
    let events = run.events.map { String(repeating: " ", count: starts[$0.pipeline - 1]) + "\($0.kind)" }
    cells = events + run.endingLines.map(\.text)
  }
}
