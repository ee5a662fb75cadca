// When there is colour, as a table.

import Testing

@testable import CommandLineInterface

private struct Situation: CustomTestStringConvertible, Sendable {
  var options = ""
  var environment: [String: String] = [:]
  var isTerminal: Bool
  var hasColor: Bool

  var testDescription: String {
    let settings = environment.sorted { $0.key < $1.key }.map { "\($0)=\($1)" } + [options]
    let place = isTerminal ? "on a terminal" : "in a pipe"
    return settings.joined(separator: " ") + " " + place + (hasColor ? ": colour" : ": none")
  }
}

private let situations = [
  Situation(isTerminal: true, hasColor: true),
  Situation(isTerminal: false, hasColor: false),
  Situation(environment: ["NO_COLOR": "1"], isTerminal: true, hasColor: false),
  Situation(environment: ["NO_COLOR": ""], isTerminal: true, hasColor: true),
  Situation(environment: ["TERM": "dumb"], isTerminal: true, hasColor: false),
  Situation(environment: ["TERM": "xterm"], isTerminal: true, hasColor: true),
  Situation(environment: ["FORCE_COLOR": "1"], isTerminal: false, hasColor: true),
  Situation(environment: ["FORCE_COLOR": "0"], isTerminal: false, hasColor: false),
  Situation(environment: ["FORCE_COLOR": ""], isTerminal: false, hasColor: false),
  Situation(environment: ["CLICOLOR_FORCE": "1"], isTerminal: false, hasColor: true),
  Situation(environment: ["CLICOLOR_FORCE": "0"], isTerminal: false, hasColor: false),
  Situation(environment: ["FORCE_COLOR": "1", "TERM": "dumb"], isTerminal: true, hasColor: true),
  Situation(environment: ["FORCE_COLOR": "1", "NO_COLOR": "1"], isTerminal: true, hasColor: false),
  Situation(options: "--color always", isTerminal: false, hasColor: true),
  Situation(options: "--color always", environment: ["NO_COLOR": "1"], isTerminal: false, hasColor: true),
  Situation(options: "--color=always", environment: ["TERM": "dumb"], isTerminal: true, hasColor: true),
  Situation(options: "--color never", environment: ["FORCE_COLOR": "1"], isTerminal: true, hasColor: false),
  Situation(options: "--no-color", environment: ["FORCE_COLOR": "1"], isTerminal: true, hasColor: false),
  Situation(options: "--no-color --color never", isTerminal: true, hasColor: false),
  Situation(options: "--color auto", environment: ["NO_COLOR": "1"], isTerminal: true, hasColor: false),
  Situation(options: "--color auto", isTerminal: true, hasColor: true),
]

@Suite struct `Colour` {
  @Test(arguments: situations)
  private func `is decided by option, environment and terminal, in this order`(situation: Situation) {
    let ending = run(
      "help \(situation.options)", environment: situation.environment, isTerminal: situation.isTerminal)
    #expect(ending.code == .success)
    #expect(ending.output.contains("\u{1B}[") == situation.hasColor)
  }

  @Test func `is decided for each stream by itself`() {
    var output = ""
    var errors = ""
    let console = Console(
      output: TextStream(isTerminal: false) { output += $0 },
      errors: TextStream(isTerminal: true) { errors += $0 },
      environment: [:])
    #expect(CommandLineInterface.run(arguments: ["--help"], console: console) == .success)
    #expect(CommandLineInterface.run(arguments: ["--hlep"], console: console) == .usage)
    #expect(!output.contains("\u{1B}["))
    #expect(errors.contains("\u{1B}["))
  }

  @Test func `carries no meaning of its own`() {
    let plain = run("weave --jsno", isTerminal: false).errors
    let painted = run("weave --jsno", isTerminal: true).errors
    #expect(painted != plain)
    #expect(painted.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
  }

  @Test func `ends with the text that it paints`() {
    #expect(Palette(hasColor: true).paint("word", .good) == "\u{1B}[32mword\u{1B}[0m")
    #expect(Palette(hasColor: true).paint("", .good).isEmpty)
    #expect(Palette(hasColor: false).paint("word", .good) == "word")
  }
}
