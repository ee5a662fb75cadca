// `braid help`: the help of a command.

import Workbench

/// Shows what `--help` shows.
enum HelpCommand {
  /// The topics that are not commands.
  private static let (formatTopic, termsTopic) = ("scenario", "terms")

  /// Only the words have translations.
  private static let language: OptionDescription = {
    var option = OptionDescription.language
    option.scopes = [.argument([termsTopic]), .argumentLike("a word of '\(termsTopic)'", isWord)]
    return option
  }()

  @Sendable private static func isWord(_ text: String) -> Bool { !Glossary.entries(about: text).isEmpty }

  static let description = CommandDescription(
    name: "help",
    summary: "Explain a command, the scenario format, or a word",
    examples: [
      .init(line: "braid help run", purpose: "the same as 'braid run --help'"),
      .init(line: "braid help \(formatTopic)", purpose: "the statements of a scenario file"),
      .init(line: "braid help \(termsTopic)", purpose: "the words that reports and timelines use"),
      .init(line: "braid help hop", purpose: "one of them"),
    ],
    arguments: [
      ArgumentDescription(
        name: "topic",
        summary: "a command, 'scenario' for the format, 'terms' or a word of them; without it, braid itself",
        kind: .commandName(besides: [formatTopic, termsTopic], or: isWord), count: .oneOrNone)
    ],
    options: [language]
  ) { invocation in
    if invocation.arguments.first == formatTopic {
      invocation.output.write(ScenarioFormat.summary)
      return .success
    }
    if invocation.arguments.first == termsTopic {
      show(Glossary.entries, invocation)
      return .success
    }
    let command = invocation.commands.first { $0.name == invocation.arguments.first }
    if command == nil, let word = invocation.arguments.first {
      show(Glossary.entries(about: word), invocation)
    } else {
      invocation.output.write(invocation.helpText.full(of: command))
    }
    return .success
  }

  private static func show(_ entries: [Glossary.Entry], _ invocation: Invocation) {
    let rows = entries.map { (invocation.language.text($0.word), invocation.language.text($0.meaning)) }
    TwoColumns(rows).lines(width: invocation.console.columns).forEach(invocation.output.writeLine)
  }
}
