// The completion script for zsh.

/// Writes a function that leaves the work to zsh's `_arguments`, with one specification an option.
struct ZshCompletion {
  let commands: [CommandDescription]

  /// The script; it works from a folder of the `fpath` as well as by `source`.
  var script: String {
    """
    #compdef braid
    # Completion of the command line of braid for zsh.
    _braid() {
      local curcontext="$curcontext" context state line braid=$words[1]
      typeset -A opt_args
      _arguments -C \\
    \(specifications(CommandTable.globalOptions, indent: 4))    '1: :->command' \\
        '*:: :->rest'
      case $state in
        command)
          local -a commands
          commands=(
    \(commandLines)
          )
          _describe -t commands 'command' commands
          ;;
        rest)
          case $words[1] in
    \(commands.map(branch).joined(separator: "\n"))
          esac
          ;;
      esac
    }
    # Offers the names of some kinds, and files where none of them fits.
    _braid_names() {
      local kind expl
      local -a names kinds
      for kind in "$@"; do kinds+=(--names $kind); done
      names=(${(f)"$(_call_program names $braid completions $kinds 2> /dev/null)"})
      _wanted names expl name compadd -a names || _files
    }
    if [ "$funcstack[1]" = "_braid" ]; then
      _braid "$@"
    else
      compdef _braid braid
    fi

    """
  }

  private var commandLines: String {
    commands.map { "        '\($0.name):\(escaped($0.summary))'" }.joined(separator: "\n")
  }

  private func branch(_ command: CommandDescription) -> String {
    """
            \(command.name))
              _arguments \\
    \(specifications(command.options + CommandTable.globalOptions, indent: 12))\
    \(argumentSpecifications(command, indent: 12))
              ;;
    """
  }

  private func specifications(_ options: [OptionDescription], indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    return options.map { option in
      let forms = [option.long] + (option.letter.map { ["-\($0)"] } ?? [])
      return forms.map { form in
        let start = option.isRepeatable ? "*" : forms.count > 1 ? "(\(forms.joined(separator: " ")))" : ""
        let name = option.value != nil && form == option.long ? form + "=" : form
        let value = option.value.map { ":\(escaped($0.name)):\(action($0.kind))" } ?? ""
        return "\(margin)'\(start)\(name)[\(escaped(option.summary))]\(value)' \\\n"
      }.joined()
    }.joined()
  }

  private func argumentSpecifications(_ command: CommandDescription, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    let places = command.arguments.map { argument in
      let place =
        switch argument.count {
        case .one: ":"
        case .oneOrNone: "::"
        case .any, .several: "*:"
        }
      return "\(margin)'\(place)\(escaped(argument.name)):\(action(argument.kind))'"
    }
    return places.isEmpty ? margin + "'*: :'" : places.joined(separator: " \\\n")
  }

  private func action(_ kind: ValueKind) -> String {
    switch kind {
    case .path: "_files"
    case .named(let kinds): " _braid_names \(kinds.map(\.rawValue).joined(separator: " "))"
    case .text, .number: ""
    case .word, .offering, .commandName: "(\(kind.words(commands: commands).joined(separator: " ")))"
    }
  }

  /// The text, escaped for a specification between single quotes.
  private func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "'": "'\\''"
      case "[", "]", ":", "\\": "\\\(character)"
      default: String(character)
      }
    }.joined()
  }
}
