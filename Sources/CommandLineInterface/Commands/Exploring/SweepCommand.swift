// `braid sweep`: a program with a cancellation at every instant, or with every fault of every call.

import Comparison
import EventLoops
import Exploration
import Workbench

/// Sweeps cancellations and faults.
enum SweepCommand {
  static let awaits = OptionDescription(
    name: "awaits", excludes: [("window", "choose one"), ("last", "choose one"), ("sample", "choose one")],
    summary: "cancel only when a call is sent or answered")
  static let window = OptionDescription(
    name: "window", value: ("from..to", .text), excludes: [("last", "choose one"), ("sample", "choose one")],
    summary: "try only what falls within these milliseconds, such as 10..20")
  static let pairs = OptionDescription(
    name: "thorough", summary: "try each fault also together with each of another call, and with each cancellation")
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
    options: [
      .style, pairs, awaits, window, last, sample, .budget, .scheduleSeed, ExploreCommand.json, JUnitReport.option,
    ]
  ) { invocation in
    guard let kind = DisturbanceSweep.Kind(rawValue: invocation.arguments[0]) else {
      throw CommandFailure.usage(
        "there is no sweep \(invocation.arguments[0].quoted)", help: ["write 'cancel' or 'fault'"],
        of: invocation.line.command)
    }
    try JUnitReport.checkOutput(beside: [ExploreCommand.json], of: invocation)
    let target = try ExplorationTarget(invocation.arguments[1])
    invocation.warn(of: target.warnings)
    let effort = try invocation.effort(DisturbanceSweep.usualEffort)
    let choice = try choice(of: invocation)
    let progress = SearchProgress(for: invocation)
    let sweeps = try target.versions(in: invocation.styles).map { version in
      DisturbanceSweep(
        kind, of: target.program, version, named: target.name, under: target.plan, effort,
        choosing: choice, inPairs: invocation.line.has(pairs), oracles: target.oracles, observer: progress.show)
    }
    progress.end()
    if try junit(target, sweeps).write(for: invocation) {
      // The document is the output.
    } else if invocation.line.has(ExploreCommand.json) {
      invocation.output.write(try SweepDocument(target.name, kind, sweeps, target.warnings).text())
    } else {
      for sweep in sweeps { invocation.output.write(text(of: sweep, for: invocation)) }
    }
    return sweeps.allSatisfy(\.isClean) ? .success : .expectationFailed
  }

  /// A case for each disturbance of each version.
  private static func junit(_ target: ExplorationTarget, _ sweeps: [DisturbanceSweep]) -> JUnitReport {
    let cases = sweeps.flatMap { sweep in
      sweep.trials.map { trial in
        JUnitReport.Case(
          name: "\(sweep.subject.version), \(trial.disturbance)",
          failures: trial.counterexamples.map {
            ($0.verdict.findings.first ?? "", FailurePage.forFile.text(of: $0, under: trial.disturbance))
          }, output: trial.exploration.coverage)
      }
        + sweep.caveats.map {
          JUnitReport.Case(name: sweep.subject.version, failures: [($0, $0)], output: sweep.coverage)
        }
    }
    return JUnitReport(suite: target.name, cases: cases)
  }

  private static func choice(of invocation: Invocation) throws -> DisturbanceSweep.Choice {
    if invocation.line.has(awaits) { return .awaitsOnly }
    if let text = invocation.line.value(of: window) {
      let ends = text.replacing("..", with: " ").split(separator: " ").map { Int64($0) ?? -1 }
      guard ends.count == 2, 0...1_000_000_000 ~= ends[0], ends[0]...1_000_000_000 ~= ends[1] else {
        throw CommandFailure.usage(
          "'--window' takes two numbers of milliseconds, such as 10..20, not \(text.quoted)",
          of: invocation.line.command)
      }
      let instants = ends.map { Instant.zero.advanced(by: .milliseconds($0)) }
      return .window(instants[0]...instants[1])
    }
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
    let caveats = sweep.caveats.flatMap { "\(sweep.subject.version): \($0)".wrapped(to: invocation.console.columns) }
    let lines = [head] + caveats + TwoColumns(rows, termColumns: 0...40).lines(width: invocation.console.columns)
    let page = FailurePage(for: invocation)
    let pages = sweep.failures.flatMap { trial in
      trial.counterexamples.map { "\n" + page.text(of: $0, under: trial.disturbance) }
    }
    return lines.map { $0 + "\n" }.joined() + pages.joined() + "\n"
  }
}
