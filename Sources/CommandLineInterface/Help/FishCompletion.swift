// The completion script for fish.

/// Writes one `complete` line a command, an option and a set of arguments.
struct FishCompletion {
  let commands: [CommandDescription]

  /// The script; file names are offered only where a path is expected, and where no name fits.
  var script: String {
    let lines =
      ["# Completion of the command line of braid for fish.", functions, "complete -c braid -f"]
      + CommandTable.globalOptions.map { line(for: $0, where: nil) }
      + commands.map { "complete -c braid -n __braid_at -a \($0.name) -d \(quoted($0.summary))" }
      + commands.flatMap(lines)
    return lines.joined(separator: "\n") + "\n"
  }

  private var functions: String {
    """
    # Whether the cursor is at an argument of a command: which one, counted from 0, or any; without a command, at its name.
    function __braid_at
        set -l command
        set -l place 0
        set -l taken no
        set -l words (commandline -opc)
        for word in $words[2..-1]
            if test $taken = yes
                set taken no
                continue
            end
            switch "$command:$word"
                case \(valueOptions)
                    set taken yes
                case '*:-*'
                case ':*'
                    set command $word
                case '*'
                    set place (math $place + 1)
            end
        end
        test "$command" = "$argv[1]"; and begin
            test (count $argv) -lt 2; or test $place -eq $argv[2]
        end
    end
    # The names of some kinds, or files where none of them fits.
    function __braid_names
        set -l words (commandline -opc)
        set -l current (commandline -ct)
        set -l names ($words[1] completions --names=$argv 2>/dev/null)
        if string match -qr -- "^"(string escape --style=regex -- "$current") $names
            printf '%s\\n' $names
        else
            __fish_complete_path "$current"
        end
    end
    """
  }

  /// The options that take a value, each behind the command that it belongs to.
  private var valueOptions: String {
    let global = CommandTable.globalOptions.map { ($0, "*") }
    let own = commands.flatMap { command in command.options.map { ($0, command.name) } }
    return (global + own).filter { $0.0.value != nil }.flatMap { option, command in
      ([option.long] + (option.letter.map { ["-\($0)"] } ?? [])).map { quoted("\(command):\($0)") }
    }.joined(separator: " ")
  }

  private func lines(for command: CommandDescription) -> [String] {
    let arguments = command.arguments.enumerated().compactMap { place, argument -> String? in
      guard let offer = offer(argument.kind) else { return nil }
      let isRepeated = argument.count == .any || argument.count == .several
      let condition = "__braid_at \(command.name)" + (isRepeated ? "" : " \(place)")
      return "complete -c braid -n \(quoted(condition)) \(offer)"
    }
    return command.options.map { line(for: $0, where: "__braid_at \(command.name)") } + arguments
  }

  private func line(for option: OptionDescription, where condition: String?) -> String {
    var parts = ["complete -c braid"]
    if let condition { parts.append("-n \(quoted(condition))") }
    if let letter = option.letter { parts.append("-s \(letter)") }
    parts.append("-l \(option.name)")
    if let value = option.value {
      // With '-r' alone, fish would offer files beside the values.
      if case .path = value.kind { parts.append("-r") } else { parts.append("-x") }
      if let offer = offer(value.kind) { parts.append(offer) }
    }
    parts.append("-d \(quoted(option.summary))")
    return parts.joined(separator: " ")
  }

  private func offer(_ kind: ValueKind) -> String? {
    switch kind {
    case .path: "-F"
    case .text, .number: nil
    case .named(let kinds): "-a \(quoted("(__braid_names \(kinds.map(\.rawValue).joined(separator: " ")))"))"
    case .word, .offering, .commandName: "-a \(quoted(kind.words(commands: commands).joined(separator: " ")))"
    }
  }

  private func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
  }
}
