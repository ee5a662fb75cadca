// A failure as text: what broke, what it depends on, what happened, and how to see it again.

import Comparison
import Exploration
import Workbench

/// Renders counterexamples.
struct FailurePage {
  let palette: Palette
  let columns: Int
  let isASCII: Bool

  init(palette: Palette, columns: Int, isASCII: Bool) {
    self.palette = palette
    self.columns = columns
    self.isASCII = isASCII
  }

  init(for invocation: Invocation) {
    self.init(palette: invocation.palette, columns: invocation.console.columns, isASCII: invocation.isASCII)
  }

  /// Pages for a file: without colour, and as wide as a wide terminal.
  static let forFile = FailurePage(palette: Palette(hasColor: false), columns: 120, isASCII: false)

  /// The page, with a line break at its end.
  func text(of example: Counterexample, under disturbance: Disturbance? = nil) -> String {
    let mark = isASCII ? "x" : "✗"
    let version = example.run?.label ?? ""
    var lines = [palette.paint("\(mark) \(version): \(example.verdict.findings.first ?? "")", .error)]
    lines += example.verdict.findings.dropFirst().map { "  \($0)" }
    lines.append("  outcome: \(example.verdict.outcome)")
    lines += why(example, disturbance)
    lines += example.pointOfNoReturn.map { paragraph($0.sentence) } ?? []
    lines += smaller(example)
    lines += events(of: example)
    lines += scenario(example, disturbance)
    lines.append("  " + palette.paint("replay:", .emphasis) + " braid replay \(example.token)")
    return lines.map { $0 + "\n" }.joined()
  }

  /// The orderings that a failure needs, and the outcome of each reversal.
  private func why(_ example: Counterexample, _ disturbance: Disturbance?) -> [String] {
    let reproduced = "reproduced \(example.reproduced) of \(Counterexample.replays) times"
    let injected = disturbance.map { ["    injected: \($0)"] } ?? []
    if !example.isShrunk, example.isInterrupted {
      return injected + ["  its cause was not looked for, because the search was interrupted; \(reproduced)"]
    }
    if !example.isShrunk {
      return injected + ["  no smaller cause was found than its whole list of picks; \(reproduced)"]
    }
    if example.orderings.isEmpty { return injected + ["  fails under the plain schedule; \(reproduced)"] }
    let from = example.shrunkFrom
    var lines = [
      "  fails if (\(counted(example.orderings.count, "ordering")) of \(from.orderings), \(from.runs) runs):"
    ]
    lines += injected
    lines += example.orderings.enumerated().map { "    \($0 + 1)  \($1.text)" }
    lines += example.flips.enumerated().map { index, flip in
      "  with \(index + 1) the other way round it "
        + (flip.passes ? "passes: braid replay \(flip.token)" : "fails with \(flip.verdict.findings[0])")
    }
    return lines + ["  \(reproduced)"]
  }

  /// The parts that can be left out or lowered so that it still fails, and the rest as a scenario.
  private func smaller(_ example: Counterexample) -> [String] {
    guard let reduction = example.reduction, !reduction.steps.isEmpty else { return [] }
    let plainly = !example.orderings.isEmpty && !reduction.needsOrderings ? "; the plain schedule" : ""
    return paragraph("still fails with \(reduction.steps.joined(separator: "; "))\(plainly)")
  }

  /// A sentence in as many lines as it takes.
  private func paragraph(_ text: String) -> [String] {
    text.wrapped(to: columns - 4).enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
  }

  /// The smallest setting as a scenario file; nothing if it is as large as the one that was explored, or if there is no
  /// such program or no such statement.
  private func scenario(_ example: Counterexample, _ disturbance: Disturbance?) -> [String] {
    guard let reduction = example.reduction, !reduction.steps.isEmpty || disturbance != nil,
      let text = reduction.scenario(titled: example.verdict.findings.first ?? "")
    else { return [] }
    return ["  the smallest setting that was found, as a scenario:"]
      + text.split(separator: "\n").map { "    " + String($0).visible }
  }

  /// The failing run, row by row; what only it has is marked, and so is what only the run has that passes.
  private func events(of example: Counterexample) -> [String] {
    guard let run = example.run else { return [] }
    var lines: [String] = []
    if let passing = example.passing {
      let marks = "'>' marks what only it has, '-' what only the nearest run has that passes, \(passing.departure)"
      lines += "the failing run; \(marks):".wrapped(to: columns - 2).map { "  \($0)" }
    }
    return lines + text(of: example.table, pipelines: run.pipelines)
  }

  /// A table, each row behind the sign of the run that has it.
  func text(of table: RunTable, pipelines: Int) -> [String] {
    let layout = RunColumns(table, pipelines: pipelines, within: columns - 4)
    return (layout.head.map { [palette.paint("    " + $0, .emphasis)] } ?? [])
      + layout.rows.flatMap { row in
        switch row.side {
        case .both: row.lines.map { "    " + $0 }
        case .with: [palette.paint("  > " + row.lines[0], .difference)] + row.lines.dropFirst().map { "    " + $0 }
        case .without: row.lines.map { "  - " + $0 }
        }
      }
  }
}
