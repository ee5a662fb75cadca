// `show` in its formats, and `step` with a scripted keyboard.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite struct `The show and step commands` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("cancelled.scenario", ScenarioText.cancelled)
    try folder.file("more/success.scenario", ScenarioText.success)
  }

  private func braid(_ words: String, keys: KeySource? = nil) -> (output: String, errors: String, code: ExitCode) {
    let captured = CapturedConsole(isTerminal: keys != nil)
    var console = captured.console
    console.keys = keys
    let arguments = words.split(separator: " ").map { String($0).replacing("@", with: folder.path) }
    let code = CommandLineInterface.run(arguments: arguments, console: console)
    return (captured.output, captured.errors.replacing(folder.path, with: "@"), code)
  }

  @Test(arguments: [
    ("jsonl", "{\"name\":\"cancelled\""), ("mermaid", "sequenceDiagram\n"), ("chrome", "{\"displayTimeUnit\""),
    ("svg", "<svg "), ("html", "<!doctype html>\n"), ("cast", "{\"term\""), ("text", "Cancelled at a reply\n"),
  ])
  func `a document goes to the output, or the same bytes into a file`(format: String, start: String) throws {
    let printed = braid("show @/cancelled.scenario --format \(format)")
    #expect(printed.code == .success && printed.errors.isEmpty)
    #expect(printed.output.hasPrefix(start))
    #expect(braid("show @/cancelled.scenario -f \(format) -o @/document").output.isEmpty)
    #expect(try String(contentsOfFile: folder.path + "/document", encoding: .utf8) == printed.output)
  }

  @Test func `a file that cannot be written is named, and nothing is left behind`() {
    let refused = braid("show @/cancelled.scenario -f svg -o @/none/picture.svg")
    #expect(refused.code == .cannotWrite)
    #expect(refused.errors.hasPrefix("error: cannot write '@/none/picture.svg': No such file or directory\n"))
  }

  @Test func `all scenarios become pages with an index`() throws {
    let written = braid("show --format html --all -o @/site @")
    #expect(written.code == .success)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/site").sorted()
    #expect(names == ["cancelled.html", "index.html", "success.html"])
  }

  @Test func `a site needs a format and a folder, and a name of its own for each page`() throws {
    #expect(braid("show --all @").code == .usage)
    #expect(braid("show @/cancelled.scenario --frame 2").errors.contains("help: add '--format svg'"))
    #expect(braid("show").errors.hasPrefix("error: a scenario is missing"))
    try folder.file("twin/success.scenario", ScenarioText.success)
    #expect(braid("show --format html --all -o @/site @").errors.contains("would have the same page"))
  }

  @Test func `a step that the scenario does not have is refused with the steps that it has`() {
    let refused = braid("show @/cancelled.scenario -f svg --frame 99999")
    #expect(refused.code == .usage && refused.output.isEmpty)
    #expect(refused.errors.hasPrefix("error: 'cancelled' has no step 99999\nhelp: write a number from 0 to "))
    let last = refused.errors.firstMatch(of: #/from 0 to (\d+)/#).flatMap { Int($0.output.1) } ?? 0
    #expect(last > 2)
    #expect(braid("show @/cancelled.scenario -f svg --frame \(last)").code == .success)
    #expect(braid("show @/cancelled.scenario -f svg --frame \(last + 1)").code == .usage)
    #expect(braid("show @/cancelled.scenario -f svg --frame \(last + 1) -o @/none.svg").code == .usage)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/none.svg"))
  }

  @Test func `a long timeline is folded on the terminal and in a file, and whole with the option`() throws {
    let calls = [("1", 30), ("2", 20), ("3", 10)].map { "call \($0) takes \($1)ms returns \"ann\"\n" }.joined()
    try folder.file("crowd.scenario", "title A crowd\nprogram three-stages\nrequest \"me\"\n\(calls)repeat 60\n")
    func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    let folded = braid("show @/crowd.scenario --no-color")
    let whole = braid("show @/crowd.scenario --no-color --unfold")
    #expect(folded.code == .success && whole.code == .success)
    #expect(lines(folded.output).count < 100 && lines(whole.output).count > 700)
    #expect(folded.output.contains("⋯ 58 rows like these at 0ms, [2] to [59]: 58 sent\n"))
    #expect(folded.output.contains(" rows. The option '--unfold' shows them.\n"))
    #expect(!whole.output.contains("⋯") && !whole.output.contains("--unfold"))
    #expect(braid("show @/crowd.scenario -f text -o @/text").output.isEmpty)
    #expect(try folder.text(of: "text") == folded.output)
    let ascii = braid("show @/crowd.scenario --ascii").output
    #expect(ascii.contains("... 58 rows like these") && ascii.utf8.allSatisfy { $0 < 0x80 })
    // The list of events is whole, and so is every other format: there is nothing to unfold.
    #expect(lines(braid("show @/crowd.scenario --events").output).count > 1_000)
    for words in ["--events", "-f svg", "-f jsonl"] {
      let refused = braid("show @/crowd.scenario --unfold \(words)")
      #expect(refused.code == .usage && refused.errors.contains("'--unfold'"), "\(words): \(refused.errors)")
    }
    #expect(braid("show @/crowd.scenario --unfold -f text").output == whole.output)
    #expect(braid("show @/cancelled.scenario --unfold").output == braid("show @/cancelled.scenario").output)
  }

  // MARK: - step

  /// A keyboard that types this, and notes when it is taken and given back.
  private final class Keyboard {
    var isTaken = false
    var wasGivenBack = false
    var typed: [[UInt8]]

    init(_ typed: [String]) { self.typed = typed.map { Array($0.utf8) } }

    var source: KeySource {
      KeySource(
        begin: { [self] in
          isTaken = true
          return true
        },
        next: { [self] in typed.isEmpty ? nil : typed.removeFirst() },
        end: { [self] in wasGivenBack = true },
        size: { (80, 24) })
    }
  }

  /// The number of the step on each screen that was drawn.
  private func steps(in output: String) -> [Int] {
    output.matches(of: #/(\d+) of \d+/#).compactMap { Int($0.output.1) }
  }

  @Test func `keys go forward and back, to the ends and to the next difference`() {
    let keyboard = Keyboard([
      "\u{1B}[C", "l", "\u{1B}[D", "\u{1B}[F", "\u{1B}[H", "d", "\u{1B}[C\u{1B}[C", "x", "q", "l",
    ])
    let played = braid("step @/cancelled.scenario --no-color", keys: keyboard.source)
    #expect(played.code == .success)
    let steps = steps(in: played.output)
    #expect(steps.prefix(4) == [0, 1, 2, 1])
    #expect(steps[4] > 2 && steps[5] == 0 && steps[6] > 0)
    #expect(steps[7] == steps[6] + 2 && steps[8] == steps[7])
    #expect(steps.count == 9)
    #expect(keyboard.typed == [Array("l".utf8)])
  }

  @Test func `the terminal is given back when the player ends, and when the keys do`() {
    for typed in [["\u{3}"], []] {
      let keyboard = Keyboard(typed)
      let played = braid("step @/cancelled.scenario", keys: keyboard.source)
      #expect(keyboard.isTaken && keyboard.wasGivenBack)
      #expect(played.output.hasPrefix("\u{1B}[?1049h\u{1B}[?25l"))
      #expect(played.output.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
    }
  }

  @Test func `without a terminal the player refuses, and says what else there is`() {
    let refused = braid("step @/cancelled.scenario")
    #expect(refused.code == .usage)
    #expect(refused.output.isEmpty)
    #expect(refused.errors.hasPrefix("error: there is no terminal to step in\nhelp: "))
  }
}
