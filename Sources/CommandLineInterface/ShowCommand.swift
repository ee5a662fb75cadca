// `braid show`: the runs of one scenario side by side, and why they differ.

import Comparison
import EventLoops
import Workbench

/// Draws the timeline of a scenario.
enum ShowCommand {
  static let description = CommandDescription(
    name: "show",
    summary: "Show a scenario's runs side by side on one timeline",
    details: [
      """
      Time runs from top to bottom. Below the timeline stand a sentence for each difference, what was left over or \
      broken, how long the loop was blocked, and how many events of the loop each style took.
      """
    ],
    examples: [
      .init(line: "braid show fails-at-call-2", purpose: "all styles"),
      .init(line: "braid show ties -s callback -s async", purpose: "two of them"),
    ],
    arguments: [ArgumentDescription(name: "scenario", summary: "a scenario file, or its name", kind: .path)],
    options: [.style, .seed]
  ) { invocation in
    let files = try invocation.arguments.map(ScenarioSearch.file)
    let shelf = ScenarioShelf(files, for: invocation)
    for scenario in shelf.scenarios {
      let result = ScenarioRunner.run(
        scenario, styles: invocation.styles, seed: invocation.line.number(of: .seed))
      invocation.output.write(text(of: result, for: invocation))
      invocation.suggestNext("braid run \(scenario.name.visible)")
    }
    return shelf.code
  }

  private static func text(of result: ScenarioResult, for invocation: Invocation) -> String {
    let palette = invocation.palette
    let columns = invocation.console.columns
    let comparison = result.comparison
    let timeline = TextTimeline(comparison, columns: columns, isASCII: invocation.isASCII)
    let drawing = timeline.lines.enumerated().map { index, line in
      painted(line, isHead: index == 0, isASCII: invocation.isASCII, palette)
    }
    let title = palette.paint(result.scenario.title.visible, .emphasis)
    let teaches = (result.scenario.teaches ?? "").visible.wrapped(to: columns)
    let sections = [
      [title] + teaches,
      drawing,
      timeline.legend.wrapped(to: columns, at: "  ").map { palette.paint($0, .faint) },
      section("differences", comparison.differences.map(\.sentence), columns, palette),
      section("left behind", comparison.runs.flatMap(remains), columns, palette),
      section("blocked", comparison.runs.compactMap(blocking), columns, palette),
      section("events of the loop", [counts(of: comparison.runs)], columns, palette),
    ]
    let text = sections.filter { !$0.isEmpty }.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    return invocation.isASCII ? text.replacing("—", with: "-") : text
  }

  private static func painted(_ line: String, isHead: Bool, isASCII: Bool, _ palette: Palette) -> String {
    if isHead { return palette.paint(line, .emphasis) }
    return line.hasPrefix(isASCII ? "~" : "≠") ? palette.paint(line, .difference) : line
  }

  private static func section(
    _ heading: String, _ sentences: [String], _ columns: Int, _ palette: Palette
  ) -> [String] {
    guard !sentences.isEmpty else { return [] }
    let lines = sentences.flatMap { sentence in
      sentence.wrapped(to: columns - 4).enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
    }
    return [palette.paint(heading + ":", .emphasis)] + lines
  }

  /// What a run did not finish, and which contracts were broken in it.
  private static func remains(of run: StyleRun) -> [String] {
    let report = run.report
    let texts =
      report.leftovers.map(\.description) + report.violations.map(\.description) + report.escapes.map(\.description)
    return texts.map { "\(run.label): \($0)" }
  }

  /// How long a run's loop was blocked, if it was.
  private static func blocking(of run: StyleRun) -> String? {
    let blocking = run.report.blocking
    return blocking.duration > .zero ? "\(run.label): \(blocking)" : nil
  }

  private static func counts(of runs: [StyleRun]) -> String {
    runs.map { "\($0.label) \($0.report.eventCount)" }.joined(separator: ", ")
  }
}
