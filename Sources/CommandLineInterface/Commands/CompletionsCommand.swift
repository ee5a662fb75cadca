// `braid completions`: a script that teaches a shell the command line of `braid`.

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

  static let description = CommandDescription(
    name: "completions",
    summary: "Write a completion script for a shell",
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
        kind: .choice(Shell.allCases.map(\.rawValue)))
    ]
  ) { invocation in
    for shell in invocation.arguments.compactMap(Shell.init(rawValue:)) {
      invocation.output.write(shell.script(for: invocation.commands))
    }
    return .success
  }
}
