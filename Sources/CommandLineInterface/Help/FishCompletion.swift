// The completion script for fish.

/// Writes one `complete` line a command, an option and a set of arguments.
struct FishCompletion {
  let commands: [CommandDescription]

  /// The script; file names are offered only where a path is expected.
  var script: String {
    let lines =
      ["# Completion of the command line of braid for fish.", "complete -c braid -f"]
      + CommandTable.globalOptions.map { line(for: $0, where: nil) }
      + commands.map { "complete -c braid -n __fish_use_subcommand -a \($0.name) -d \(quoted($0.summary))" }
      + commands.flatMap(lines)
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(for command: CommandDescription) -> [String] {
    let condition = "__fish_seen_subcommand_from \(command.name)"
    let arguments = command.arguments.compactMap { argument -> String? in
      guard let offer = offer(argument.kind) else { return nil }
      return "complete -c braid -n \(quoted(condition)) \(offer)"
    }
    return command.options.map { line(for: $0, where: condition) } + arguments
  }

  private func line(for option: OptionDescription, where condition: String?) -> String {
    var parts = ["complete -c braid"]
    if let condition { parts.append("-n \(quoted(condition))") }
    if let letter = option.letter { parts.append("-s \(letter)") }
    parts.append("-l \(option.name)")
    if let value = option.value {
      parts.append("-r")
      if let offer = offer(value.kind) { parts.append(offer) }
    }
    parts.append("-d \(quoted(option.summary))")
    return parts.joined(separator: " ")
  }

  private func offer(_ kind: ValueKind) -> String? {
    switch kind {
    case .path: "-F"
    case .text, .number: nil
    case .choice, .commandName: "-a \(quoted(kind.words(commands: commands).joined(separator: " ")))"
    }
  }

  private func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
  }
}
