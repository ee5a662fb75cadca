// `braid help`: the help of a command.

/// Shows what `--help` shows.
enum HelpCommand {
  static let description = CommandDescription(
    name: "help",
    summary: "Explain a command",
    examples: [.init(line: "braid help run", purpose: "the same as 'braid run --help'")],
    arguments: [
      ArgumentDescription(
        name: "command", summary: "the command to explain; without it, braid itself",
        kind: .commandName, count: .oneOrNone)
    ]
  ) { invocation in
    let command = invocation.commands.first { $0.name == invocation.arguments.first }
    invocation.output.write(invocation.helpText.full(of: command))
    return .success
  }
}
