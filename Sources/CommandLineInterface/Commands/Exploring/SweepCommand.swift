// `braid sweep`: a program with a cancellation at every instant, or with every fault of every call.

import Comparison
import EventLoops
import Exploration
import Workbench

/// Sweeps cancellations and faults.
enum SweepCommand {
  static let awaits = OptionDescription(
    name: "awaits", excludes: [("window", "choose one"), ("last", "choose one"), ("sample", "choose one")],
    scopes: [.argument(["cancel"])], summary: "cancel only when a call is sent or answered")
  static let window = OptionDescription(
    name: "window", value: ("from..to", .text), excludes: [("last", "choose one"), ("sample", "choose one")],
    summary: "try only what falls within these milliseconds, such as 10..20")
  static let pairs = OptionDescription(
    name: "thorough", scopes: [.argument(["fault"])],
    summary: "try each fault also together with each of another call, and with each cancellation")
  static let last = OptionDescription(
    name: "last", value: ("N", .number(1...1_000_000)), excludes: [("sample", "choose one")],
    summary: "try the last N only")
  static let sample = OptionDescription(
    name: "sample", value: ("N", .number(1...1_000_000)), summary: "try N of them, chosen by the seed")
  static let seed = OptionDescription(
    name: OptionDescription.scheduleSeed.name, value: OptionDescription.scheduleSeed.value,
    scopes: [.option(sample.name)], summary: "choose the sample from this seed")

  static let json = OptionDescription.json

  static let description = CommandDescription(
    name: "sweep",
    summary: "Cancel a program everywhere, or make each of its calls fail",
    details: [
      """
      'cancel' requests a cancellation at each instant of the plain run, at each distinguishable place among its events. \
      'fault' makes each call fail, hang, answer twice or at once, and answer just before, at and just after each time \
      limit. Each disturbance is run under the schedules within one reversal.
      """
    ],
    examples: [
      .init(line: "braid sweep cancel three-stages", purpose: "wherever it can be cancelled"),
      .init(line: "braid sweep fault called-twice-fixed", purpose: "whatever its call does"),
    ],
    arguments: [
      ArgumentDescription(
        name: "kind", summary: "what is swept", kind: .word(DisturbanceSweep.Kind.allCases.map(\.name))),
      .explored,
    ],
    options: [
      .style, pairs, awaits, window, last, sample, .budget, seed, json, JUnitReport.option,
    ]
  ) { invocation in
    guard let kind = DisturbanceSweep.Kind.allCases.first(where: { $0.name == invocation.arguments[0] }) else {
      throw CommandFailure.usage(
        "there is no sweep \(invocation.arguments[0].quoted)", help: ["write 'cancel' or 'fault'"],
        of: invocation.line.command)
    }
    try JUnitReport.checkOutput(beside: [ExploreCommand.json], of: invocation)
    let target = try ExplorationTarget(invocation.arguments[1])
    invocation.warn(of: target.warnings)
    let effort = try invocation.effort(DisturbanceSweep.usualEffort)
    let selection = try selection(of: invocation)
    let (versions, inPairs) = (try target.versions(in: invocation.styles), invocation.line.has(pairs))
    let sitting = SearchSitting(for: invocation)
    let sweeps = sitting.result { observer, interruption in
      versions.map { version in
        DisturbanceSweep(
          kind, of: target.program, version, named: target.name, under: target.plan, effort, selecting: selection,
          inPairs: inPairs, oracles: target.oracles, workers: processorCount, observer: observer,
          interruption: interruption)
      }
    }
    var examples = sitting.counterexamples(of: sweeps.flatMap(\.trials).map(\.exploration))[...]
    let swept = sweeps.map { sweep in
      let trials = zip(sweep.trials, examples).map { SweptTrial(trial: $0, counterexamples: $1) }
      examples = examples.dropFirst(trials.count)
      return Swept(sweep: sweep, trials: trials)
    }
    let interrupted = sitting.end(for: invocation)
    let isReport = try JUnitReport.write(for: invocation) {
      junit(target, swept, isInterrupted: interrupted != nil)
    }
    if interrupted == nil { try refuseEmptySelection(sweeps, kind, of: target, for: invocation) }
    if isReport {
      // The document is the output.
    } else if invocation.line.has(json) {
      let document = SweepDocument(target.name, kind, swept, target.warnings, isInterrupted: interrupted != nil)
      invocation.output.write(try document.text())
    } else {
      for sweep in swept { invocation.output.write(text(of: sweep, for: invocation)) }
      let trials = swept.flatMap(\.trials)
      let legend = ReportLegend(
        hasFailures: !trials.allSatisfy(\.exploration.failures.isEmpty),
        tables: trials.flatMap(\.counterexamples).map(\.table), isASCII: invocation.isASCII)
      legend.lines(for: invocation).forEach(invocation.output.writeLine)
    }
    return interrupted ?? (sweeps.allSatisfy(\.isClean) ? .success : .expectationFailed)
  }

  /// Refuses a selection that contains none of the disturbances.
  private static func refuseEmptySelection(
    _ sweeps: [DisturbanceSweep], _ kind: DisturbanceSweep.Kind, of target: ExplorationTarget,
    for invocation: Invocation
  ) throws {
    guard sweeps.allSatisfy(\.trials.isEmpty) else { return }
    let all = try target.versions(in: invocation.styles).flatMap {
      DisturbanceSweep.disturbances(kind, of: target.program, $0, under: target.plan)
    }
    guard let first = all.first, let last = all.last else { return }
    throw CommandFailure.usage(
      "nothing was tried: none of \(all.count) disturbances of \(target.name.quoted) was selected",
      help: ["the first of them is '\(first)', the last '\(last)': select among them, or leave the option out"],
      of: invocation.line.command)
  }

  /// A sweep with what its failures were reduced to.
  struct Swept {
    let sweep: DisturbanceSweep
    let trials: [SweptTrial]
  }

  /// An exploration under one disturbance, with what its failures were reduced to.
  struct SweptTrial {
    let trial: DisturbanceSweep.Trial
    let counterexamples: [Counterexample]

    var disturbance: Disturbance { trial.disturbance }
    var exploration: ScheduleExploration { trial.exploration }
  }

  /// A case for each disturbance of each version.
  private static func junit(_ target: ExplorationTarget, _ sweeps: [Swept], isInterrupted: Bool) -> JUnitReport {
    let cases = sweeps.flatMap { swept in
      let sweep = swept.sweep
      return swept.trials.map { trial in
        JUnitReport.Case(
          name: "\(sweep.subject.version), \(trial.disturbance)",
          failures: trial.counterexamples.map {
            ($0.verdict.findings.first ?? "", FailurePage.forFile.text(of: $0, under: trial.disturbance))
          }, error: trial.exploration.isInterrupted ? "interrupted: the result is what was found by then" : nil,
          output: trial.exploration.coverage)
      }
        + sweep.caveats.map {
          JUnitReport.Case(
            name: sweep.subject.version, failures: isInterrupted ? [] : [($0, $0)], error: isInterrupted ? $0 : nil,
            output: sweep.coverage)
        }
    }
    return JUnitReport(suite: target.name, cases: cases)
  }

  private static func selection(of invocation: Invocation) throws -> DisturbanceSweep.Selection {
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

  private static func text(of swept: Swept, for invocation: Invocation) -> String {
    let sweep = swept.sweep
    let head = invocation.palette.paint(sweep.subject.version, .emphasis) + ": " + sweep.coverage
    let rows = swept.trials.map { trial in
      let mark = trial.exploration.failures.isEmpty ? "" : invocation.isASCII ? "x " : "✗ "
      return (term: "\(trial.disturbance)", text: mark + text(of: trial.exploration.outcomes.outcomes))
    }
    let caveats = sweep.caveats.flatMap { "\(sweep.subject.version): \($0)".wrapped(to: invocation.console.columns) }
    let lines = [head] + caveats + TwoColumns(rows, termColumns: 0...40).lines(width: invocation.console.columns)
    let page = FailurePage(for: invocation)
    let pages = swept.trials.flatMap { trial in
      trial.counterexamples.map { "\n" + page.text(of: $0, under: trial.disturbance) }
    }
    return lines.map { $0 + "\n" }.joined() + pages.joined() + "\n"
  }

  /// The outcomes of one trial that are shown, and how many more there are.
  private static func text(of outcomes: [String]) -> String {
    let further = outcomes.count - mostOutcomes
    let shown = further > 1 ? outcomes.prefix(mostOutcomes) : outcomes[...]
    return (shown + (further > 1 ? ["and \(further) further outcomes: '--json' has them all"] : []))
      .joined(separator: "; ")
  }

  /// How many outcomes of one trial are shown.
  private static let mostOutcomes = 6
}
