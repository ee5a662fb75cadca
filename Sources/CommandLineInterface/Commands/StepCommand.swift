// `braid step`: goes through a scenario's runs step by step in a terminal.

import Workbench

/// The step player.
enum StepCommand {
  static let description = CommandDescription(
    name: "step",
    summary: "Go through a scenario's runs step by step in a terminal",
    details: [
      """
      Each step shows what happens in which style, the line of source that it comes from, and what then waits on the \
      loop of each style. Arrow keys go forward and back, Home and End to the ends, D to the next difference, Q quits.
      """
    ],
    examples: [
      .init(line: "braid step cancelled-at-the-reply", purpose: "from the first step"),
      .init(line: "braid step ties -s callback -s async", purpose: "two styles"),
    ],
    arguments: [
      ArgumentDescription(name: "scenario", summary: "a scenario file, or its name", kind: .named([.scenarios]))
    ],
    options: [.style, .seed, .language]
  ) { invocation in
    let files = try invocation.arguments.map { try ScenarioSearch.file(meantBy: $0) }
    let shelf = ScenarioShelf(files, for: invocation)
    for scenario in shelf.scenarios {
      let seed = invocation.line.number(of: .seed)
      let result = ScenarioRunner.run(scenario, styles: invocation.styles, seed: seed)
      let screen = StepScreen(
        Picture(of: result, seed: seed, in: invocation.language), sources: SourceShelf(root: "."),
        isASCII: invocation.isASCII)
      guard try play(screen, scenario, for: invocation) else { return .interrupted }
    }
    return shelf.code
  }

  // The other screen of the terminal, without a cursor; afterwards the first one is shown again as it was.
  private static let enter = "\u{1B}[?1049h\u{1B}[?25l"
  private static let leave = "\u{1B}[?25h\u{1B}[?1049l"

  /// Plays until the user quits; returns false if a signal asks the process to end.
  private static func play(_ screen: StepScreen, _ scenario: Scenario, for invocation: Invocation) throws -> Bool {
    guard let keys = invocation.console.keys, invocation.console.environment["TERM"] != "dumb", keys.begin() else {
      throw CommandFailure(
        code: .usage, message: "there is no terminal to step in",
        help: [
          "run it in a terminal, without a pipe",
          "'braid show \(scenario.name.visible)' shows all steps at once, and '--format html' makes a page to step in",
        ])
    }
    let output = invocation.output
    output.write(enter)
    defer {
      output.write(leave)
      keys.end()
    }
    var step = 0
    draw(screen, step, keys, invocation)
    while output.failure == nil, let bytes = keys.next() {
      for key in StepKey.keys(in: bytes) {
        switch key {
        case .forward: step = min(step + 1, screen.stepCount)
        case .back: step = max(step - 1, 0)
        case .first: step = 0
        case .last: step = screen.stepCount
        case .nextDifference: step = screen.nextDifference(after: step) ?? step
        case .quit: return true
        case .suspend:
          output.write(leave)
          keys.suspend()
          output.write(enter)
        }
      }
      draw(screen, step, keys, invocation)
    }
    return !keys.isInterrupted()
  }

  private static func draw(_ screen: StepScreen, _ step: Int, _ keys: KeySource, _ invocation: Invocation) {
    let size = keys.size()
    let palette = invocation.palette
    let lines = screen.lines(step: step, columns: size.columns, rows: size.rows).map { line in
      switch line.role {
      case .plain: line.text
      case .emphasis: palette.paint(line.text, .emphasis)
      case .faint: palette.paint(line.text, .faint)
      case .current: palette.paint(line.text, .difference)
      }
    }
    invocation.output.write("\u{1B}[H\u{1B}[2J" + lines.joined(separator: "\r\n"))
  }
}
