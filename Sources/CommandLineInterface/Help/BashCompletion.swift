// The completion script for bash, version 3.2 or later.

/// Writes a function that finds the command on the line and offers what may follow.
struct BashCompletion {
  let commands: [CommandDescription]

  /// The script; file names are completed by bash itself wherever the function offers nothing.
  var script: String {
    """
    # Completion of the command line of braid for bash.
    _braid() {
      local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
      local command="" taken="" words="" i
      COMPREPLY=()

      # bash makes '=' a word of its own.
      if [[ $current == "=" ]]; then
        current=""
      elif [[ $previous == "=" ]]; then
        previous="${COMP_WORDS[COMP_CWORD-2]}"
      fi

      for ((i = 1; i < COMP_CWORD; i++)); do
        if [[ -n $taken ]]; then
          [[ ${COMP_WORDS[i]} == "=" ]] || taken=""
          continue
        fi
        case "${COMP_WORDS[i]}" in
          \(globalValueOptions)) taken=yes ;;
          -*) ;;
          *) command="${COMP_WORDS[i]}"; break ;;
        esac
      done

      case "$command:$previous" in
    \(valueCases)
      esac
      if [[ $current == -* ]]; then
        case "$command" in
    \(optionCases)
          *) words="\(longForms(CommandTable.globalOptions))" ;;
        esac
      else
        case "$command" in
          "") words="\(commands.map(\.name).joined(separator: " "))" ;;
    \(argumentCases)
        esac
      fi
      COMPREPLY=($(compgen -W "$words" -- "$current"))
    }
    complete -o bashdefault -o default -F _braid braid

    """
  }

  private var globalValueOptions: String {
    CommandTable.globalOptions.filter { $0.value != nil }.map(\.long).joined(separator: "|")
  }

  private var valueCases: String {
    let global = CommandTable.globalOptions.compactMap { valueCase($0, command: "*") }
    let own = commands.flatMap { command in
      command.options.compactMap { valueCase($0, command: command.name) }
    }
    return (global + own).joined(separator: "\n")
  }

  private func valueCase(_ option: OptionDescription, command: String) -> String? {
    guard let value = option.value else { return nil }
    let forms = [option.long] + (option.letter.map { ["-\($0)"] } ?? [])
    let pattern = forms.map { "\(command):\($0)" }.joined(separator: "|")
    let words = value.kind.words(commands: commands).joined(separator: " ")
    return "    \(pattern)) COMPREPLY=($(compgen -W \"\(words)\" -- \"$current\")); return ;;"
  }

  private var optionCases: String {
    commands.map { command in
      "      \(command.name)) words=\"\(longForms(command.options + CommandTable.globalOptions))\" ;;"
    }.joined(separator: "\n")
  }

  private var argumentCases: String {
    commands.map { command in
      let words = command.arguments.flatMap { $0.kind.words(commands: commands) }
      return "      \(command.name)) words=\"\(words.joined(separator: " "))\" ;;"
    }.joined(separator: "\n")
  }

  private func longForms(_ options: [OptionDescription]) -> String {
    options.map(\.long).joined(separator: " ")
  }
}

extension ValueKind {
  /// The words that may be written, where they can be listed.
  func words(commands: [CommandDescription]) -> [String] {
    switch self {
    case .choice(let choices): choices
    case .commandName(let others): commands.map(\.name) + others
    case .text, .path, .number: []
    }
  }
}
