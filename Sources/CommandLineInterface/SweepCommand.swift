// `braid sweep`: a program with a cancellation at every instant, or with every fault of every call.

import Comparison
import Exploration
import Workbench

/// Sweeps cancellations and faults.
enum SweepCommand {
  static let last = OptionDescription(
    name: "last", value: ("N", .number(1...1_000_000)), excludes: [("sample", "choose one")],
    summary: "try the last N only")
  static let sample = OptionDescription(
    name: "sample", value: ("N", .number(1...1_000_000)), summary: "try N of them, chosen by the seed")

  static let description = CommandDescription(
    name: "sweep",
    summary: "Cancel a program everywhere, or make each of its calls fail",
    details: [
      """
      'cancel' requests a cancellation at each instant of the plain run, before and after everything that can be told \
      apart. 'fault' makes each call fail, hang, answer twice or at once, and answer just before, at and just after \
      each time limit. Each is run under the schedules within one reversal.
      """
    ],
    examples: [
      .init(line: "braid sweep cancel three-stages", purpose: "wherever it can be cancelled"),
      .init(line: "braid sweep fault called-twice-fixed", purpose: "whatever its call does"),
    ],
    arguments: [
      ArgumentDescription(
        name: "kind", summary: "what is swept", kind: .choice(DisturbanceSweep.Kind.allCases.map(\.rawValue))),
      .explored,
    ],
    options: [.style, last, sample, .budget, .scheduleSeed]
  ) { invocation in
    guard let kind = DisturbanceSweep.Kind(rawValue: invocation.arguments[0]) else {
      throw CommandFailure.usage(
        "there is no sweep \(invocation.arguments[0].quoted)", help: ["write 'cancel' or 'fault'"],
        of: invocation.line.command)
    }
    let target = try ExplorationTarget(invocation.arguments[1])
    let effort = try invocation.effort(DisturbanceSweep.usualEffort)
    var isClean = true
    for version in try target.versions(in: invocation.styles) {
      let sweep = DisturbanceSweep(
        kind, of: target.program, version, named: target.name, under: target.plan, effort,
        choosing: choice(of: invocation), oracles: target.oracles)
      invocation.output.write(text(of: sweep, for: invocation))
      isClean = isClean && sweep.failures.isEmpty
    }
    return isClean ? .success : .expectationFailed
  }

  private static func choice(of invocation: Invocation) -> DisturbanceSweep.Choice {
    if let count = invocation.line.number(of: last) { return .last(Int(clamping: count)) }
    if let count = invocation.line.number(of: sample) { return .sample(Int(clamping: count)) }
    return .all
  }

  private static func text(of sweep: DisturbanceSweep, for invocation: Invocation) -> String {
    let head = invocation.palette.paint(sweep.subject.version, .emphasis) + ": " + sweep.coverage
    let rows = sweep.trials.map { trial in
      let mark = trial.exploration.failures.isEmpty ? "" : invocation.isASCII ? "x " : "✗ "
      return (term: "\(trial.disturbance)", text: mark + trial.exploration.outcomes.outcomes.joined(separator: "; "))
    }
    let lines = [head] + TwoColumns(rows, termColumns: 0...40).lines(width: invocation.console.columns)
    let page = FailurePage(for: invocation)
    let pages = sweep.failures.flatMap { trial in
      trial.counterexamples.map { "\n" + page.text(of: $0, under: trial.disturbance) }
    }
    return lines.map { $0 + "\n" }.joined() + pages.joined() + "\n"
  }
}
