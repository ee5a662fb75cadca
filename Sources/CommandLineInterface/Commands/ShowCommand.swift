// `braid show`: the runs of one scenario side by side, and why they differ, as text, picture or trace.

import Comparison
import EventLoops
import Workbench

/// Shows the timeline of a scenario.
enum ShowCommand {
  static let format = OptionDescription(
    name: "format", letter: "f", value: ("format", .word(RenderingFormat.allCases.map(\.rawValue))),
    summary: "show it as")
  static let output = OptionDescription(
    name: "output", letter: "o", value: ("path", .path), summary: "write to this file; '-' is the standard output")
  static let events = OptionDescription(
    name: "events", excludes: [("format", "it lists the events as text")],
    summary: "list the events of the loop instead, one a line with its cause")
  static let unfold = OptionDescription(
    name: "unfold", excludes: [("events", "the list of events is whole")],
    scopes: [.noOption("format"), .option("format", [RenderingFormat.text.rawValue])],
    summary: "show all rows of a long timeline (text)")
  static let frame = OptionDescription(
    name: "frame", value: ("N", .number(0...1_000_000)), scopes: [.option("format", ["svg"])],
    summary: "draw the first N steps only (svg)")
  static let wide = OptionDescription(
    name: "wide", scopes: [.option("format", ["svg"])], summary: "fill a slide of 16:9 (svg)")
  static let all = OptionDescription(
    name: "all", excludes: [("events", "it makes pages")],
    summary: "write a page for each scenario, and an index, into the folder of '--output' (html)")

  static let description = CommandDescription(
    name: "show",
    summary: "Show a scenario's runs side by side on one timeline",
    details: [
      """
      Time runs from top to bottom. Where the styles differ, the timeline shows the rule behind it. Below the timeline are \
      the leftovers and violations, how long the loop was blocked, and how many events of the loop each style took.
      """,
      """
      As text, a timeline of more than \(TimelineFolds.mostRows) rows is folded: one line replaces rows like those above \
      it, and says how many. Errors, cancellations, and the rows where a difference begins are always shown.
      """,
    ],
    examples: [
      .init(line: "braid show fails-at-call-2", purpose: "all styles"),
      .init(line: "braid show ties -s callback -s async", purpose: "two of them"),
      .init(line: "braid show ties --format chrome -o ties.json", purpose: "a trace for Perfetto"),
      .init(line: "braid show --format html --all -o site", purpose: "a small site of all scenarios"),
    ],
    arguments: [
      ArgumentDescription(
        name: "scenario", summary: "a scenario file, or its name", kind: .named([.scenarios]), count: .oneOrNone)
    ],
    options: [.style, format, output, events, unfold, frame, wide, all, .seed, .language]
  ) { invocation in
    try refuseASCII(for: invocation)
    if invocation.line.has(all) { return try site(for: invocation) }
    guard !invocation.arguments.isEmpty else {
      throw CommandFailure.usage(
        "a scenario is missing", help: ["'braid list' shows what there is"], of: invocation.line.command)
    }
    let files = try invocation.arguments.map { try ScenarioSearch.file(meantBy: $0) }
    let shelf = ScenarioShelf(files, for: invocation)
    for scenario in shelf.scenarios {
      let seed = invocation.line.number(of: .seed)
      let result = ScenarioRunner.run(scenario, styles: invocation.styles, seed: seed)
      try show(Picture(of: result, seed: seed, in: language(for: invocation)), for: invocation)
      if target(of: invocation) == nil { invocation.suggestNext("braid run \(scenario.name.visible)") }
    }
    return shelf.code
  }

  /// The language of the picture. Traces are for programs, so they are in English.
  private static func language(for invocation: Invocation) -> Language {
    let format = invocation.line.value(of: format).flatMap(RenderingFormat.init) ?? .text
    return [.jsonl, .chrome].contains(format) ? .english : invocation.language
  }

  /// The file to write; nil for the standard output.
  private static func target(of invocation: Invocation) -> String? {
    invocation.line.value(of: output).flatMap { $0 == OutputTarget.standardOutput ? nil : $0 }
  }

  /// Refuses `--ascii` for a format that is not text.
  private static func refuseASCII(for invocation: Invocation) throws {
    let shown = invocation.line.value(of: format).flatMap(RenderingFormat.init) ?? .text
    if invocation.isASCII, ![.text, .mermaid, .cast].contains(shown) {
      throw CommandFailure.usage(
        "'--ascii' is for text, and '\(shown)' is none",
        help: ["leave it out, or write '--format text', 'mermaid' or 'cast'"], of: invocation.line.command)
    }
  }

  /// A step that the scenario does not have is a mistake, too.
  private static func checkFrame(of picture: Picture, for invocation: Invocation) throws {
    let steps = picture.timeline.rows.count
    guard let wanted = invocation.line.number(of: frame), wanted > steps else { return }
    throw CommandFailure.usage(
      "'\(picture.name.visible)' has no step \(wanted)", help: ["write a number from 0 to \(steps)"],
      of: invocation.line.command)
  }

  private static func site(for invocation: Invocation) throws -> ExitCode {
    guard invocation.line.value(of: format) == "html", let folder = try invocation.filePath(of: output) else {
      throw CommandFailure.usage(
        "'--all' needs '--format html' and a folder", help: ["write 'braid show --format html --all -o site'"],
        of: invocation.line.command)
    }
    let shelf = ScenarioShelf(try ScenarioSearch.files(meantBy: invocation.arguments), for: invocation)
    try SiteWriting.write(shelf, to: folder, options(for: invocation), for: invocation)
    return shelf.code
  }

  private static func options(for invocation: Invocation) -> RenderingOptions {
    var options = RenderingOptions()
    options.columns = invocation.console.columns
    options.isASCII = invocation.isASCII
    options.frame = invocation.line.number(of: frame).flatMap { Int(exactly: $0) }
    options.isWide = invocation.line.has(wide)
    options.sources = SourceShelf(root: ".")
    options.unfolding = invocation.line.has(unfold) ? nil : "The option '\(unfold.long)' shows them."
    return options
  }

  private static func show(_ picture: Picture, for invocation: Invocation) throws {
    try checkFrame(of: picture, for: invocation)
    let format = invocation.line.value(of: format).flatMap(RenderingFormat.init(rawValue:)) ?? .text
    let options = options(for: invocation)
    let target = target(of: invocation)
    if invocation.line.has(events) {
      let lines = EventList(picture.timeline).lines.map { invocation.isASCII ? $0.withoutDecoration : $0 }
      try OutputTarget.write(to: target, invocation) { sink in lines.forEach { sink($0 + "\n") } }
    } else if format == .text, target == nil {
      invocation.output.write(text(TextPage(picture, options), for: invocation))
    } else {
      // A terminal that shows the document itself has no room for a line of progress.
      let isShown = target == nil && invocation.output.isTerminal
      let progress = isShown || format != .cast ? nil : ProgressLine(for: invocation)
      var pieces = 0
      try OutputTarget.write(to: target, invocation) { sink in
        try format.write(picture, options) { piece in
          pieces += 1
          progress?.show("\(picture.name.visible)  step \(pieces / 2) of \(picture.timeline.rows.count)")
          sink(piece)
        }
      }
      progress?.end()
    }
  }

  /// The page as text, in colour where a person looks at it.
  private static func text(_ page: TextPage, for invocation: Invocation) -> String {
    let palette = invocation.palette
    let drawing = page.drawing.enumerated().map { index, line in
      painted(line, isHead: index == 0, isASCII: invocation.isASCII, palette)
    }
    let heading = page.heading.enumerated().map { $0 == 0 ? palette.paint($1, .emphasis) : $1 }
    let sections = page.sections.map { [palette.paint($0.heading, .emphasis)] + $0.lines }
    let parts = [heading, drawing, page.legend.map { palette.paint($0, .faint) }] + sections
    return parts.joined(separator: [""]).map { $0 + "\n" }.joined()
  }

  private static func painted(_ line: String, isHead: Bool, isASCII: Bool, _ palette: Palette) -> String {
    if isHead { return palette.paint(line, .emphasis) }
    return line.hasPrefix(isASCII ? "~" : "≠") ? palette.paint(line, .difference) : line
  }
}
