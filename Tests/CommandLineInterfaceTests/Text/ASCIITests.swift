// With `--ascii`, no text of a command has a character beyond ASCII, as long as the scenarios have none.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite struct `With --ascii` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("cancelled.scenario", ScenarioText.cancelled)
    try folder.file("success.scenario", ScenarioText.success)
    try folder.file("unexplained.scenario", ScenarioText.unexplained)
    try folder.file("misspelt.scenario", ScenarioText.misspelt)
    let long = "  0ms \(String(repeating: "long ", count: 60))\n" + String(repeating: "  1ms more\n", count: 300)
    try folder.file("failing.scenario", ScenarioText.success + long)
    try folder.file("decorated.scenario", Self.decorated)
  }

  /// A scenario with the marks that the tool itself writes, in its title, in a value and in what it expects.
  private static let decorated = """
    title    It ends — well…
    program  three-stages
    teaches  Decoration “is” not content.

    call 1   takes 10ms returns "a → b"

    expect
      0ms ✗

    """

  private func braid(_ words: String, isTerminal: Bool = false, columns: Int = 80) -> Ending {
    run(
      words.replacing("@", with: folder.path), environment: ["COLUMNS": "\(columns)"], isTerminal: isTerminal,
      commands: CommandTable.all)
  }

  private func foreignLines(of ending: Ending) -> [Substring] {
    (ending.output + ending.errors).split(separator: "\n").filter { !$0.allSatisfy(\.isASCII) }
  }

  @Test(arguments: [
    "", "--help", "help show", "list @", "run @", "run @/failing.scenario", "run @/unexplained.scenario",
    "show @/cancelled.scenario", "show @/unexplained.scenario", "show @/cancelled.scenario --events",
    "show @/cancelled.scenario -f mermaid", "show @/cancelled.scenario -f cast", "show @/unexplained.scenario -f cast",
    "programs", "bugs", "explore stale-overwrite -s callback", "explore permit-leak -s async",
    "sweep cancel three-stages -s callback", "sweep fault called-twice -s callback", "quiz @/cancelled.scenario",
    "replay braid2.called-twice.callback.plan.wk7tcb.plain.6w4h", "completions bash", "completions zsh",
    "completions fish", "list @/nowhere", "show \(String(repeating: "long", count: 60))",
    "bogus \(String(repeating: "long", count: 60))", "spinner", "flags CN IN US", "show @/decorated.scenario",
    "show @/decorated.scenario --events",
    "show @/decorated.scenario -f mermaid", "show @/decorated.scenario -f cast", "run @/decorated.scenario",
    "run cancelled-at-the-reply",
  ])
  func `a command writes ASCII only`(words: String) {
    let ending = braid("--ascii " + words)
    let foreign = foreignLines(of: ending)
    #expect(foreign.isEmpty, "\(foreign.prefix(3))")
    #expect(!(ending.output + ending.errors).isEmpty)
  }

  @Test(arguments: ["flags CN IN US", "explore delivery-after-cancel -s callback", "show @/cancelled.scenario"])
  func `a narrow terminal gets ASCII only`(words: String) {
    let foreign = foreignLines(of: braid("--ascii " + words, isTerminal: true, columns: 20))
    #expect(foreign.isEmpty, "\(foreign.prefix(3))")
  }

  @Test func `a row that differs is painted as with the other marks`() {
    let lines = braid("--ascii --color always show @/cancelled.scenario").output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("\u{1B}[") && $0.contains("m~ ") && !$0.contains("differs") })
  }

  @Test(arguments: ["svg", "html", "chrome", "jsonl"])
  func `a format that is no text is refused`(format: String) {
    let refused = braid("--ascii show @/cancelled.scenario -f \(format)")
    #expect(refused.code == .usage && refused.output.isEmpty)
    #expect(refused.errors.hasPrefix("error: '--ascii' is for text, and '\(format)' is none\n"))
  }
}
