// `braid help`: the help of a command.

import Workbench

/// Shows what `--help` shows.
enum HelpCommand {
  /// The topic that is not a command.
  private static let formatTopic = "scenario"

  static let description = CommandDescription(
    name: "help",
    summary: "Explain a command, or the scenario format",
    examples: [
      .init(line: "braid help run", purpose: "the same as 'braid run --help'"),
      .init(line: "braid help \(formatTopic)", purpose: "the statements of a scenario file"),
    ],
    arguments: [
      ArgumentDescription(
        name: "topic", summary: "a command, or 'scenario' for the format; without it, braid itself",
        kind: .commandName(besides: [formatTopic]), count: .oneOrNone)
    ]
  ) { invocation in
    if invocation.arguments.first == formatTopic {
      invocation.output.write(ScenarioFormat.summary)
      return .success
    }
    let command = invocation.commands.first { $0.name == invocation.arguments.first }
    invocation.output.write(invocation.helpText.full(of: command))
    return .success
  }
}
