// The completion script for bash, version 3.2 or later.

/// Writes a function that finds the command on the line and offers what may follow.
struct BashCompletion {
  let commands: [CommandDescription]

  /// The script; file names are completed by bash itself where a path is expected, and where no name fits.
  ///
  /// Names of files are never expanded by the shell, as `compgen -W` would do: they are read line by line and quoted.
  var script: String {
    """
    # Completion of the command line of braid for bash.
    _braid() {
      local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
      local command="" taken="" words="" place=0 i
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
        case "$command:${COMP_WORDS[i]}" in
          \(valueOptions)) taken=yes ;;
          *:-*) ;;
          :*) command="${COMP_WORDS[i]}" ;;
          *) place=$((place + 1)) ;;
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
        case "$command:$place" in
          :*) words="\(commands.map(\.name).joined(separator: " "))" ;;
    \(argumentCases)
        esac
      fi
      _braid_words "$words"
    }

    # Offers some words and nothing else.
    _braid_words() {
      compopt +o bashdefault +o default 2> /dev/null
      COMPREPLY=($(compgen -W "$1" -- "$current"))
    }

    # Offers the names of some kinds, and files where none of them fits.
    _braid_names() {
      local kind name kinds=()
      for kind in "$@"; do kinds+=(--names "$kind"); done
      while IFS= read -r name; do
        [[ $name == "$current"* ]] && COMPREPLY+=("$(printf %q "$name")")
      done < <("${COMP_WORDS[0]/#\\~/$HOME}" completions "${kinds[@]}" 2> /dev/null)
    }
    complete -o bashdefault -o default -F _braid braid

    """
  }

  /// The options that take a value, each behind the command that it belongs to.
  private var valueOptions: String {
    let global = CommandTable.globalOptions.filter { $0.value != nil }.flatMap { patterns(of: $0, command: "*") }
    let own = commands.flatMap { command in
      command.options.filter { $0.value != nil }.flatMap { patterns(of: $0, command: command.name) }
    }
    return (global + own).joined(separator: "|")
  }

  private var valueCases: String {
    let global = CommandTable.globalOptions.compactMap { valueCase($0, command: "*") }
    let own = commands.flatMap { command in
      command.options.compactMap { valueCase($0, command: command.name) }
    }
    return (global + own).joined(separator: "\n")
  }

  private func patterns(of option: OptionDescription, command: String) -> [String] {
    ([option.long] + (option.letter.map { ["-\($0)"] } ?? [])).map { "\(command):\($0)" }
  }

  private func valueCase(_ option: OptionDescription, command: String) -> String? {
    guard let value = option.value else { return nil }
    let pattern = patterns(of: option, command: command).joined(separator: "|")
    return "    \(pattern)) \(offer(value.kind)); return ;;"
  }

  private var optionCases: String {
    commands.map { command in
      "      \(command.name)) words=\"\(longForms(command.options + CommandTable.globalOptions))\" ;;"
    }.joined(separator: "\n")
  }

  /// The values of each argument, by its place; the last one may have further ones like it behind.
  private var argumentCases: String {
    commands.flatMap { command in
      command.arguments.enumerated().map { place, argument in
        let isRepeated = argument.count == .any || argument.count == .several
        return "      \(command.name):\(isRepeated ? "*" : "\(place)")) \(offer(argument.kind)); return ;;"
      }
    }.joined(separator: "\n")
  }

  /// The command that offers what may be written; nothing is offered for a path, so that bash looks for files itself.
  private func offer(_ kind: ValueKind) -> String {
    switch kind {
    case .path: ":"
    case .named(let kinds): "_braid_names \(kinds.map(\.rawValue).joined(separator: " "))"
    case .word, .offering, .commandName, .text, .number:
      "_braid_words \"\(kind.words(commands: commands).joined(separator: " "))\""
    }
  }

  private func longForms(_ options: [OptionDescription]) -> String {
    options.map(\.long).joined(separator: " ")
  }
}

extension ValueKind {
  /// The words that may be written, where they can be listed.
  func words(commands: [CommandDescription]) -> [String] {
    switch self {
    case .word(let words), .offering(let words, _): words
    case .commandName(let others, _): commands.map(\.name) + others
    case .text, .path, .number, .named: []
    }
  }
}
