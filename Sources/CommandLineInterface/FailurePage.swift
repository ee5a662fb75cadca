// A failure as text: what broke, what it depends on, what happened, and how to see it again.

import Comparison
import Exploration

/// Renders counterexamples.
struct FailurePage {
  let palette: Palette
  let columns: Int
  let isASCII: Bool

  init(for invocation: Invocation) {
    palette = invocation.palette
    columns = invocation.console.columns
    isASCII = invocation.isASCII
  }

  /// The page, with a line break at its end.
  func text(of example: Counterexample, under disturbance: Disturbance? = nil) -> String {
    let mark = isASCII ? "x" : "✗"
    let version = example.run?.label ?? ""
    let world = disturbance.map { ", \($0)" } ?? ""
    var lines = [palette.paint("\(mark) \(version)\(world): \(example.verdict.findings.first ?? "")", .error)]
    lines += example.verdict.findings.dropFirst().map { "  \($0)" }
    lines.append("  outcome: \(example.verdict.outcome)")
    lines += why(example)
    lines += events(of: example)
    lines.append("  " + palette.paint("replay:", .emphasis) + " braid replay \(example.token)")
    return lines.map { $0 + "\n" }.joined()
  }

  private func why(_ example: Counterexample) -> [String] {
    if !example.isShrunk { return ["  no smaller cause was found than its whole list of picks"] }
    if example.orderings.isEmpty { return ["  fails under the plain schedule"] }
    let from = example.shrunkFrom
    let head = "  fails if (\(counted(example.orderings.count, "ordering")) of \(from.orderings), \(from.runs) runs):"
    return [head] + example.orderings.map { "    \($0.text)" }
  }

  /// The lines of the failing run, those that the plain run does not have, or not there, marked.
  private func events(of example: Counterexample) -> [String] {
    guard let run = example.run else { return [] }
    let plain = example.orderings.isEmpty ? run.lines : example.plainRun?.lines ?? []
    let width = run.lines.map { $0.when.description.count }.max() ?? 0
    return Divergence.aligned(run.lines, plain).filter { $0.side != .without }.map { row in
      let when = row.line.when.description
      let text = when + String(repeating: " ", count: width - when.count) + "  " + row.line.text
      return row.side == .with ? palette.paint("  > " + text, .difference) : "    " + text
    }
  }
}
