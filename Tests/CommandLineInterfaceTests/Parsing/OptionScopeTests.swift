// Every option of every command is read, or refused: none is ignored.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite struct `An option` {
  /// Command lines that reach the different parts of each command, and end soon.
  static let lines = [
    "run FILE", "run --record FILE", "run --hashes FILE", "list FILE", "show FILE", "show FILE -f svg",
    "show FILE -f cast", "show FILE --events", "show FILE -f html --all -o SITE", "step FILE", "programs",
    "spinner --pace 0", "flags BR", "flags BR --server error", "bugs", "explore called-twice-fixed -s async",
    "explore called-twice-fixed -s async -f html", "sweep cancel three-stages -s async",
    "sweep fault three-stages -s async --last 1", "sweep cancel three-stages -s async --sample 1", "replay TOKEN",
    "quiz FILE", "exercises next", "diagram suspended-frame", "bench post --rounds 1 --n 10", "bench dpor",
    "fuzz query --runs 10", "help run", "completions bash",
  ]

  /// Options that name what is done anyway.
  private static let usual: Set<String> = ["quick", "check"]

  /// A value that an option takes, for options whose kind does not say it.
  private static let values = [
    "times": "any", "shard": "1/1", "window": "0..100", "pace": "0", "for": "5ms", "message": "hm", "host": "127.0.0.1",
    "output": "SITE/out", "junit": "SITE/out.xml", "keep": "SITE/input", "replay": "FILE", "folder": "SITE",
    "times of run": "2",
  ]

  @Test(arguments: lines)
  func `of a command is read by it or refused, and never ignored`(words: String) throws {
    let folder = try TemporaryFolder()
    try folder.file("site/.keep", "")
    let places = [
      "FILE": try folder.file("success.scenario", ScenarioText.success).path, "SITE": folder.path + "/site",
      "TOKEN": "braid2.stale-overwrite.callback.plan.swt435.ctt5aypnc.28s8",
    ]
    func placed(_ text: String) -> String { places.reduce(text) { $0.replacing($1.key, with: $1.value) } }
    let base = words.split(separator: " ").map { placed(String($0)) }
    let command = try #require(CommandTable.all.first { $0.name == base[0] })
    for option in command.options where !Self.usual.contains(option.name) {
      let added = Self.words(of: option, for: command).map(placed)
      let captured = CapturedConsole()
      let line = LineParser.parse(base + added, commands: CommandTable.all)
      // Refused by the parser, in words that name the option.
      if let failure = line.failure {
        let text = failure.text(Palette(hasColor: false))
        #expect(text.contains(option.long) || text.contains("given twice"), "\(base + added): \(text)")
        continue
      }
      let invocation = Invocation(line: line, console: captured.console, commands: CommandTable.all)
      do {
        _ = try command.body(invocation)
      } catch let failure as CommandFailure where failure.message.contains(option.long) {
        continue
      } catch {}
      #expect(line.reads.contains(option.name), "\(base + added) ignores it")
    }
  }

  @Test func `of each command is in a line of the table`() {
    for command in CommandTable.all
    where !command.options.isEmpty && !["charfinder", "lab", "migrate", "notes", "site"].contains(command.name) {
      #expect(Self.lines.contains { $0.hasPrefix(command.name) }, "\(command.name)")
    }
  }

  @Test(arguments: [
    ("flags BR --compare", "'--compare' has no effect here: it applies with '--live'"),
    ("flags BR --port 8001", "'--port' has no effect here: it applies with '--live' or with 'serve'"),
    ("flags BR --seed 3", "'--seed' has no effect here: it applies with '--server error' or with '--kind error'"),
    ("flags serve --max-req 3", "'--max-req' has no effect here: it applies without 'serve'"),
    ("sweep fault three-stages --awaits", "'--awaits' has no effect here: it applies with 'cancel'"),
    ("sweep cancel three-stages --thorough", "'--thorough' has no effect here: it applies with 'fault'"),
    ("sweep cancel three-stages --seed 3", "'--seed' has no effect here: it applies with '--sample'"),
    ("show ties --wide", "'--wide' has no effect here: it applies with '--format svg'"),
    ("flags BR --host x", "help: add '--live', write 'serve' or leave '--host' out"),
    (
      "exercises --watch",
      "applies with 'next' or a number\nhelp: write 'next' or a number or leave '--watch' out"
    ),
    ("help run --lang ko", "applies with 'terms' or with a word of 'terms'"),
    ("flags serve BR", "codes beside 'serve'"), ("flags BR serve", "codes beside 'serve'"),
    ("bench dpor --rounds 3", "'--rounds' has no effect on 'dpor'"),
    ("fuzz query --replay x --keep y", "'--replay' and '--keep' exclude each other"),
  ])
  func `that has no effect is refused with where it applies`(words: String, message: String) {
    let captured = CapturedConsole()
    let code = CommandLineInterface.run(
      arguments: words.split(separator: " ").map(String.init), console: captured.console)
    #expect(code == .usage)
    #expect(captured.errors.contains(message), "\(captured.errors)")
    #expect(captured.output.isEmpty)
  }

  @Test func `that names a step behind the end is refused with the number of steps`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("success.scenario", ScenarioText.success).path
    let captured = CapturedConsole()
    let code = CommandLineInterface.run(
      arguments: ["show", file, "-f", "svg", "--frame", "99999"], console: captured.console)
    #expect(code == .usage)
    #expect(
      captured.errors.contains("'success' has no step 99999\nhelp: write a number from 0 to 10"), "\(captured.errors)")
  }

  private static func words(of option: OptionDescription, for command: CommandDescription) -> [String] {
    guard let value = option.value else { return [option.long] }
    if command.name == "run", option.name == "times" { return [option.long, "2"] }
    if let known = values[option.name] { return [option.long, known] }
    switch value.kind {
    case .word(let choices), .offering(let choices, _): return [option.long, choices[0]]
    case .number(let range): return [option.long, "\(max(range.lowerBound, 1))"]
    case .text, .path, .commandName, .named: return [option.long, "x"]
    }
  }
}
