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
  }

  private func braid(_ words: String) -> Ending {
    run(words.replacing("@", with: folder.path), commands: CommandTable.all)
  }

  @Test(arguments: [
    "", "--help", "help show", "list @", "run @", "run @/failing.scenario", "run @/unexplained.scenario",
    "show @/cancelled.scenario", "show @/unexplained.scenario", "show @/cancelled.scenario --events",
    "show @/cancelled.scenario -f mermaid", "show @/cancelled.scenario -f cast", "show @/unexplained.scenario -f cast",
    "programs", "bugs", "explore stale-overwrite -s callback", "explore permit-leak -s async",
    "sweep cancel three-stages -s callback", "sweep fault called-twice -s callback", "quiz @/cancelled.scenario",
    "replay braid2.called-twice.callback.plan.wk7tcb.plain.6w4h", "completions bash", "completions zsh",
    "completions fish", "list @/nowhere", "show \(String(repeating: "long", count: 60))",
    "bogus \(String(repeating: "long", count: 60))", "spinner", "flags --sequential",
  ])
  func `a command writes ASCII only`(words: String) {
    let ending = braid("--ascii " + words)
    let foreign = (ending.output + ending.errors).split(separator: "\n").filter { !$0.allSatisfy(\.isASCII) }
    #expect(foreign.isEmpty, "\(foreign.prefix(3))")
    #expect(!(ending.output + ending.errors).isEmpty)
  }

  @Test(arguments: ["svg", "html", "chrome", "jsonl"])
  func `a format that is no text is refused`(format: String) {
    let refused = braid("--ascii show @/cancelled.scenario -f \(format)")
    #expect(refused.code == .usage && refused.output.isEmpty)
    #expect(refused.errors.hasPrefix("error: '--ascii' is for text, and '\(format)' is none\n"))
  }
}
