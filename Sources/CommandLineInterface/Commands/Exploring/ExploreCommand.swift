// `braid explore`: each version of a program under every distinguishable schedule.

import Comparison
import Exploration
import Workbench

/// Explores schedules.
enum ExploreCommand {
  static let quick = OptionDescription(
    name: "quick", excludes: [("thorough", "choose one"), ("exhaustive", "choose one")],
    summary: "up to 2 reversals and 1,000 runs a version: the default")
  static let thorough = OptionDescription(
    name: "thorough", excludes: [("exhaustive", "choose one")], summary: "up to 3 reversals and 20,000 runs a version")
  static let exhaustive = OptionDescription(
    name: "exhaustive", summary: "every class of schedules, up to 10,000,000 runs a version")
  static let json = OptionDescription(
    name: "json", excludes: [("format", "choose one")], summary: "print the result as one JSON document")
  static let format = OptionDescription(
    name: "format", letter: "f", value: ("format", .word(["text", "html"])), summary: "show it as")
  static let output = OptionDescription(
    name: "output", letter: "o", value: ("path", .path), excludes: [("json", "redirect the output")],
    scopes: [.option("format", ["html"])],
    summary: "write the page to this file; '-' is the standard output (html)")

  static let times = OptionDescription(
    name: "times", value: ("policy", .offering(["ties", "jitter-2ms", "any", "boundaries"], .text)),
    summary: """
      let answers come at other times: 'jitter 2ms', 'any' (in any order), or 'boundaries' (around time limits); 'ties', \
      which keeps the times, unless given
      """
  )

  static let description = CommandDescription(
    name: "explore",
    summary: "Run a program under every schedule that matters",
    details: [
      """
      Each run chooses anew which of the events that are due at one instant runs first. Schedules that no event can \
      distinguish are run once. The result lists, for each version, its possible outcomes, the rules that it can break \
      and the orderings that break them, and what was not explored.
      """
    ],
    examples: [
      .init(line: "braid explore permit-leak", purpose: "a classic bug, in every style"),
      .init(line: "braid explore ties --exhaustive", purpose: "a scenario, as far as it goes"),
      .init(
        line: "braid explore permit-leak --format html -o leak.html", purpose: "the failing run beside one that passes"),
    ],
    arguments: [.explored],
    options: [
      .style, quick, thorough, exhaustive, times, .budget, .scheduleSeed, .shard, .jobs, json, JUnitReport.option,
      format, output, .language,
    ]
  ) { invocation in
    let isPage = invocation.line.value(of: format) == "html"
    try JUnitReport.checkOutput(beside: [json, format], of: invocation)
    let target = try ExplorationTarget(invocation.arguments[0])
    invocation.warn(of: target.warnings)
    let versions = try target.versions(in: invocation.styles)
    let effort: Effort =
      invocation.line.has(exhaustive) ? .exhaustive : invocation.line.has(thorough) ? .thorough : .quick
    let (times, styles) = (try policy(of: invocation), invocation.styles)
    // Several versions are explored at the same time as it is.
    let chosen = try invocation.effort(effort, jobs: versions.count == 1 ? processorCount : 1)
    if times != .ties, times.disturbance(of: target.program, under: target.plan, styles: styles) == nil {
      throw CommandFailure.usage(
        "nothing of \(target.name.quoted) can come at another time under '--times \(times)'",
        help: [
          "'boundaries' needs a time limit or a timer, and each policy a call that is answered; leave '--times' out"
        ],
        of: invocation.line.command)
    }
    let sitting = SearchSitting(for: invocation)
    let differential = sitting.result { observer, interruption in
      Differential(
        of: target.program, named: target.name, under: target.plan, times: times, chosen, styles: styles,
        oracles: target.oracles, workers: processorCount, observer: observer, interruption: interruption)
    }
    let examples = sitting.counterexamples(of: differential.explorations)
    let interrupted = sitting.end(for: invocation)
    let report = { junit(differential, examples, isInterrupted: interrupted != nil) }
    if try JUnitReport.write(for: invocation, report) {
      // The document is the output.
    } else if isPage {
      let report = FailureReport(differential, summary: invocation.language.text(target.summary))
      var options = RenderingOptions()
      options.sources = SourceShelf(root: ".")
      let page = try report.text(options)
      try OutputTarget.write(to: invocation.line.value(of: output), invocation) { sink in sink(page) }
    } else if invocation.line.has(json) {
      let document = ExplorationDocument(
        differential, examples, target.warnings, isInterrupted: interrupted != nil)
      invocation.output.write(try document.text())
    } else {
      invocation.output.write(text(of: differential, examples, target, for: invocation))
    }
    return interrupted ?? (differential.isClean ? .success : .expectationFailed)
  }

  private static func text(
    of differential: Differential, _ examples: [[Counterexample]], _ target: ExplorationTarget,
    for invocation: Invocation
  ) -> String {
    let palette = invocation.palette
    let columns = invocation.console.columns
    var sections = [
      [palette.paint(target.name.visible, .emphasis)]
        + invocation.language.text(target.summary).visible.wrapped(to: columns),
      OutcomeTable(differential, within: columns, isASCII: invocation.isASCII).lines(palette),
      relations(of: differential).flatMap { $0.wrapped(to: columns) },
      differential.explorations.flatMap { remarks(on: $0, within: columns) },
    ]
    let page = FailurePage(for: invocation)
    sections += examples.joined().map { page.text(of: $0).split(separator: "\n").map(String.init) }
    let failures = examples.joined()
    let hasFailures = !differential.explorations.allSatisfy(\.failures.isEmpty)
    let legend = ReportLegend(
      hasFailures: hasFailures, tables: failures.map(\.table), isASCII: invocation.isASCII)
    sections.append(legend.lines(for: invocation))
    return sections.filter { !$0.isEmpty }.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }

  /// The coverage, and the caveats of the result.
  static func remarks(on exploration: ScheduleExploration, within columns: Int) -> [String] {
    ([exploration.coverage, exploration.statistics] + exploration.caveats).flatMap {
      "\(exploration.subject.version): \($0)".wrapped(to: columns)
    }
  }

  private static func policy(of invocation: Invocation) throws -> TimePolicy {
    guard let text = invocation.line.value(of: times) else { return .ties }
    guard let policy = TimePolicy(text) else {
      throw CommandFailure.usage(
        "\(text.quoted) is not a value of '--times'",
        help: ["write ties, any, boundaries, or jitter and 1 to 1,000 ms, as in 'jitter 2ms'"],
        of: invocation.line.command)
    }
    return policy
  }

  /// A case for each version.
  private static func junit(
    _ differential: Differential, _ examples: [[Counterexample]], isInterrupted: Bool
  ) -> JUnitReport {
    JUnitReport(
      suite: differential.program,
      cases: zip(differential.explorations, examples).map { exploration, examples in
        let failures = examples.map { ($0.verdict.findings.first ?? "", FailurePage.forFile.text(of: $0)) }
        return .init(
          name: exploration.subject.version, failures: failures + exploration.caveats.map { ($0, $0) },
          error: isInterrupted ? "interrupted: the result is what was found by then" : nil,
          output: exploration.coverage)
      })
  }

  private static func relations(of differential: Differential) -> [String] {
    differential.explorations.indices.dropFirst().flatMap { index in
      let versions = differential.explorations.map(\.subject.version)
      return [differential.relation(to: index).sentence(versions[0], versions[index])]
        + differential.differencesInConduct(to: index)
    }
  }
}
