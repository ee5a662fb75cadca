// `braid completions`: a script that teaches a shell the command line of `braid`, and the names that it offers.

/// Writes a completion script, made from the table of commands.
enum CompletionsCommand {
  /// A shell for which there is a script.
  enum Shell: String, CaseIterable {
    case bash
    case zsh
    case fish

    /// The completion script for `commands`.
    func script(for commands: [CommandDescription]) -> String {
      switch self {
      case .bash: BashCompletion(commands: commands).script
      case .zsh: ZshCompletion(commands: commands).script
      case .fish: FishCompletion(commands: commands).script
      }
    }
  }

  static let names = OptionDescription(
    name: "names", value: ("kind", .word(NameKind.allCases.map(\.rawValue))), isRepeatable: true,
    summary: "list the names of a kind, one a line, in place of a script")

  static let description = CommandDescription(
    name: "completions",
    summary: "Write a completion script for a shell",
    details: [
      "The script asks 'braid completions --names' for the names of scenarios, so that it offers those that there are."
    ],
    examples: [
      .init(line: "source <(braid completions bash)", purpose: "complete in this bash"),
      .init(
        line: "braid completions zsh > ~/.zfunc/_braid",
        purpose: "complete in every new zsh that has ~/.zfunc in its fpath"),
      .init(
        line: "braid completions fish > ~/.config/fish/completions/braid.fish",
        purpose: "complete in every new fish"),
    ],
    arguments: [
      ArgumentDescription(
        name: "shell", summary: "\(Shell.allCases.map(\.rawValue).alternatives)",
        kind: .word(Shell.allCases.map(\.rawValue)), count: .oneOrNone)
    ],
    options: [names]
  ) { invocation in
    let kinds = invocation.line.values(of: names).compactMap(NameKind.init)
    let shells = invocation.arguments.compactMap(Shell.init(rawValue:))
    if kinds.isEmpty == shells.isEmpty {
      throw CommandFailure.usage(
        kinds.isEmpty ? "argument '<shell>' is missing" : "a script and names exclude each other",
        help: ["write \(Shell.allCases.map(\.rawValue).alternatives), or '--names' and a kind"],
        of: invocation.line.command)
    }
    for shell in shells { invocation.output.write(shell.script(for: invocation.commands)) }
    for name in kinds.flatMap(\.names) { invocation.output.writeLine(name) }
    return .success
  }
}
