// A small table of commands for the tests, with every kind of option and argument.

import Testing

@testable import CommandLineInterface

enum Specimen {
  static let tint = OptionDescription(
    name: "tint", letter: "t", value: ("name", .word(["red", "green", "blue"])), isRepeatable: true,
    summary: "dye in this tint")
  static let count = OptionDescription(
    name: "count", letter: "n", value: ("N", .number(1...99)), summary: "how many threads to lay")
  static let output = OptionDescription(
    name: "output", letter: "o", value: ("file", .path), summary: "where the cloth goes")
  static let json = OptionDescription(name: "json", letter: "j", summary: "describe the cloth as JSON")
  static let quiet = OptionDescription(
    name: "quiet", letter: "q", excludes: [("json", "JSON is what is said")], summary: "say nothing")

  static let weave = CommandDescription(
    name: "weave",
    summary: "Weave threads into cloth",
    details: ["Threads are taken in the order in which they are named, and a thread that is named twice lies twice."],
    examples: [
      .init(line: "braid weave warp weft", purpose: "two threads"),
      .init(line: "braid weave -n 3 --tint red warp", purpose: "three red threads"),
    ],
    arguments: [ArgumentDescription(name: "thread", summary: "the threads", kind: .path, count: .any)],
    options: [tint, count, output, json, quiet]
  ) { invocation in
    invocation.output.writeLine("woven: " + invocation.arguments.joined(separator: ","))
    return invocation.arguments.contains("snag") ? .expectationFailed : .success
  }

  static let knot = CommandDescription(
    name: "knot",
    summary: "Tie a knot",
    arguments: [
      ArgumentDescription(name: "kind", summary: "which knot", kind: .word(["reef", "bowline"])),
      ArgumentDescription(name: "note", summary: "a remark", kind: .text, count: .oneOrNone),
    ],
    options: [OptionDescription(name: "loose", summary: "leave it loose"), json]
  ) { invocation in
    throw invocation.arguments.count > 1
      ? CommandFailure(code: .notFound, message: "no rope", place: "rope:1:2", help: ["buy one"]) : Snapped()
  }

  struct Snapped: Error {}

  static let commands = [weave, knot, HelpCommand.description, CompletionsCommand.description]
}

/// What a command line did.
struct Ending: Equatable {
  var output: String
  var errors: String
  var code: ExitCode
}

/// Runs a command line in process; `words` are separated by spaces.
func run(
  _ words: String, environment: [String: String] = [:], isTerminal: Bool = false,
  commands: [CommandDescription] = Specimen.commands
) -> Ending {
  let captured = CapturedConsole(environment: environment, isTerminal: isTerminal)
  let code = CommandLineInterface.run(
    arguments: words.split(separator: " ").map(String.init), console: captured.console, commands: commands)
  return Ending(output: captured.output, errors: captured.errors, code: code)
}
