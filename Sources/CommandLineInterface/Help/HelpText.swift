// The help, made from the descriptions of the commands.

import Workbench

/// Renders help for a width and a palette; no line is longer than 80 columns, whatever the width.
struct HelpText {
  private let commands: [CommandDescription]
  private let width: Int
  private let palette: Palette

  /// Help on `commands`, for a console of `columns` columns.
  init(commands: [CommandDescription], columns: Int, palette: Palette) {
    self.commands = commands
    self.width = min(max(columns, 40), 80)
    self.palette = palette
  }

  private static let purpose = """
    Runs the same program as callbacks, as futures and as async/await on one virtual timeline, and shows where the \
    three agree and where they part.
    """

  /// The output of `braid` alone: the commands, one example and where to continue.
  var short: String {
    sections([
      paragraph(Self.purpose),
      usage(CommandLineInterface.usage),
      commandList,
      examples(commands.flatMap(\.examples).prefix(1)),
      paragraph("'braid help <command>' tells more about a command, 'braid --help' about braid."),
    ])
  }

  /// The help of a command, or of `braid` itself.
  func full(of command: CommandDescription?) -> String {
    guard let command else { return program }
    return sections(
      [paragraph(command.summary + "."), usage(command.usage), examples(command.examples[...])]
        + command.details.map(paragraph)
        + [
          list("arguments", command.arguments.map { ($0.form, $0.summary) }),
          list("options", command.options.map { (form(of: $0), summary(of: $0)) }),
          globalOptions,
        ])
  }

  private var program: String {
    sections([
      paragraph(Self.purpose),
      usage(CommandLineInterface.usage),
      examples(commands.flatMap { $0.examples.prefix(1) }.prefix(4)),
      commandList,
      globalOptions,
      list("exit codes", ExitCode.allCases.map { ("\($0.rawValue)", $0.meaning) }),
      list("environment", Self.environment),
    ])
  }

  private static let environment = [
    ("COLUMNS", "the width of the output; otherwise that of the terminal, or 80"),
    ("NO_COLOR", "no colour, if it is not empty"),
    ("FORCE_COLOR, CLICOLOR_FORCE", "colour without a terminal, unless empty or 0"),
    ("TERM", "no colour, if it is 'dumb'"),
    (
      "LC_ALL, LC_MESSAGES, LANG", "titles, rules and the quiz in Korean, if the first one that is set begins with 'ko'"
    ),
  ]

  private var commandList: String {
    list("commands", commands.map { ($0.name, $0.summary) })
  }

  private var globalOptions: String {
    list("options of every command", CommandTable.globalOptions.map { (form(of: $0), summary(of: $0)) })
  }

  // MARK: - Parts

  private func sections(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func paragraph(_ text: String) -> String {
    text.wrapped(to: width).map { $0 + "\n" }.joined()
  }

  private func heading(_ text: String) -> String {
    palette.paint(text + ":", .emphasis)
  }

  private func usage(_ form: String) -> String {
    "\(heading("usage")) \(form)\n"
  }

  private func examples(_ examples: ArraySlice<CommandDescription.Example>) -> String {
    guard !examples.isEmpty else { return "" }
    let lines = examples.flatMap { example in
      ["  \(example.line)\n"] + example.purpose.wrapped(to: width - 6).map { "      \($0)\n" }
    }
    return heading(examples.count == 1 ? "example" : "examples") + "\n" + lines.joined()
  }

  private func form(of option: OptionDescription) -> String {
    let short = option.letter.map { "-\($0), " } ?? "    "
    return short + option.form
  }

  private func summary(of option: OptionDescription) -> String {
    var text = option.summary
    if case .word(let words) = option.value?.kind { text += ": " + words.alternatives }
    if option.isRepeatable { text += "; may be given several times" }
    return text
  }

  private func list(_ title: String, _ rows: [(term: String, text: String)]) -> String {
    guard !rows.isEmpty else { return "" }
    let lines = [heading(title)] + TwoColumns(rows, termColumns: 0...22).lines(width: width)
    return lines.map { $0 + "\n" }.joined()
  }
}
