// Takes a command line apart by the descriptions of the commands.

import Workbench

/// Reads the words of a command line from left to right.
///
/// The parser does not stop at the first mistake but keeps it and reads on, so that `--help` and the colour
/// count at any position.
struct LineParser {
  private let commands: [CommandDescription]
  private var words: ArraySlice<String>
  private var line = ParsedLine()

  /// Takes `words` apart, which are the words after the program's name.
  static func parse(_ words: [String], commands: [CommandDescription]) -> ParsedLine {
    var parser = LineParser(commands: commands, words: words[...])
    parser.readWords()
    parser.checkColor()
    parser.checkExclusions()
    parser.checkArguments()
    parser.checkScopes()
    parser.line.reads = OptionReads()
    return parser.line
  }

  private init(commands: [CommandDescription], words: ArraySlice<String>) {
    self.commands = commands
    self.words = words
  }

  private var options: [OptionDescription] {
    CommandTable.globalOptions + (line.command?.options ?? [])
  }

  // MARK: - Words

  private mutating func readWords() {
    var optionsEnded = false
    while let word = words.popFirst() {
      if optionsEnded || word == "-" || !word.hasPrefix("-") {
        readArgument(word)
      } else if word == "--" {
        optionsEnded = true
      } else if word.hasPrefix("--") {
        readLongOption(word)
      } else {
        readShortOptions(word)
      }
    }
  }

  private mutating func readArgument(_ word: String) {
    guard line.command == nil, line.failure == nil else {
      line.arguments.append(word)
      return
    }
    line.command = commands.first { $0.name == word }
    if line.command == nil { failUnknownCommand(word) }
  }

  private mutating func readLongOption(_ word: String) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let option = options.first(where: { $0.long == parts[0] }) else {
      return failUnknownOption(parts[0])
    }
    if option.value != nil {
      readValue(of: option, written: parts[0], attached: parts.count > 1 ? parts[1] : nil)
    } else if parts.count > 1 {
      fail("option \(parts[0].quoted) takes no value", help: "write \(parts[0].quoted) alone")
    } else {
      use(option, value: nil)
    }
  }

  /// Reads `-h`, several letters in one word, and a value that follows its letter at once or after `=`.
  private mutating func readShortOptions(_ word: String) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = options.first(where: { $0.letter == letter }) else {
        return failUnknownOption(word)
      }
      guard option.value != nil else {
        use(option, value: nil)
        continue
      }
      if letters.first == "=" { letters.removeFirst() }
      readValue(of: option, written: "-\(letter)", attached: letters.isEmpty ? nil : String(letters))
      return
    }
  }

  /// Takes the value of an option from its own word or from the next one, which must not be an option itself.
  private mutating func readValue(of option: OptionDescription, written: String, attached: String?) {
    guard let description = option.value else { return }
    var value = attached
    if value == nil, let next = words.first, !looksLikeOption(next) {
      value = words.removeFirst()
    }
    guard let value else {
      let form = "\(written) <\(description.name)>"
      return fail("option \(written.quoted) needs a value", help: "write \(form.quoted)")
    }
    check(value, kind: description.kind, of: written.quoted)
    use(option, value: value)
  }

  private func looksLikeOption(_ word: String) -> Bool {
    guard word.hasPrefix("-"), word != "-" else { return false }
    let name = word.prefix { $0 != "=" }
    return word == "--" || options.contains { $0.long == name || $0.letter.map { "-\($0)" } == word }
  }

  private mutating func use(_ option: OptionDescription, value: String?) {
    if line.has(option), option.value != nil, !option.isRepeatable {
      fail("option \(option.long.quoted) is given twice", help: "give it once")
    }
    line.options.append((option.name, value))
  }

  // MARK: - Checks

  private mutating func checkColor() {
    if line.has(GlobalOption.noColor), let value = line.value(of: GlobalOption.color), value != "never" {
      fail("'--no-color' contradicts \("--color \(value)".quoted)", help: "give one of the two")
    }
  }

  private mutating func checkExclusions() {
    for option in options where line.has(option) {
      for exclusion in option.excludes where line.options.contains(where: { $0.name == exclusion.option }) {
        fail("'\(option.long)' and '--\(exclusion.option)' exclude each other", help: exclusion.advice)
      }
    }
  }

  /// Refuses options that would have no effect.
  private mutating func checkScopes() {
    for option in options where !option.scopes.isEmpty && line.options.contains(where: { $0.name == option.name }) {
      if option.scopes.contains(where: { $0.holds(in: line) }) { continue }
      let remedies = option.scopes.compactMap(\.remedy) + ["leave '\(option.long)' out"]
      fail(
        "'\(option.long)' has no effect here: it applies \(option.scopes.map(\.text).alternatives)",
        help: remedies.alternatives)
    }
  }

  private mutating func checkArguments() {
    guard let command = line.command else { return }
    var rest = line.arguments[...]
    for argument in command.arguments {
      let count =
        switch argument.count {
        case .one, .oneOrNone: min(rest.count, 1)
        case .any, .several: rest.count
        }
      if count == 0, argument.count == .one || argument.count == .several {
        var advice: String?
        if case .word(let words) = argument.kind { advice = "write \(words.alternatives)" }
        return fail("argument '<\(argument.name)>' is missing", help: advice)
      }
      for value in rest.prefix(count) {
        check(value, kind: argument.kind, of: "'<\(argument.name)>'")
      }
      rest = rest.dropFirst(count)
    }
    if let extra = rest.first { fail("unexpected argument \(extra.quoted)") }
  }

  private mutating func check(_ value: String, kind: ValueKind, of name: String) {
    switch kind {
    case .text, .path, .named:
      break
    case .number(let range):
      if let number = UInt64(value), range.contains(number) { return }
      fail(
        "\(value.quoted) is not a value of \(name)",
        help: "write a whole number from \(range.lowerBound) to \(range.upperBound)")
    case .word(let words):
      if words.contains(value) { return }
      let suggestion = Suggestion.closest(to: value, in: words)
      fail(
        "\(value.quoted) is not a value of \(name)",
        help: suggestion.map { "did you mean '\($0)'?" } ?? "write \(words.alternatives)")
    case .offering(_, let kind): check(value, kind: kind, of: name)
    case .commandName(let others, let isAccepted):
      if others.contains(value) || commands.contains(where: { $0.name == value }) || isAccepted(value) { return }
      let suggestion = Suggestion.closest(to: value, in: commands.map(\.name) + others)
      fail(
        "\(value.quoted) is not a value of \(name)",
        help: suggestion.map { "did you mean '\($0)'?" }
          ?? "write a command, \((others.map { "'\($0)'" } + ["a word of 'terms'"]).alternatives)")
    }
  }

  // MARK: - Failures

  private mutating func fail(_ message: String, help: String? = nil) {
    guard line.failure == nil else { return }
    line.failure = .usage(message, help: help.map { [$0] } ?? [], of: line.command)
  }

  private mutating func failUnknownCommand(_ word: String) {
    let suggestion = Suggestion.closest(to: word, in: commands.map(\.name))
    fail(
      "unknown command \(word.quoted)",
      help: suggestion.map { "did you mean '\($0)'?" } ?? "'braid --help' lists the commands")
  }

  private mutating func failUnknownOption(_ word: String) {
    let message = "unknown option \(word.quoted)"
    if let owner = commands.first(where: { $0.options.contains { $0.long == word } }) {
      let advice = line.command == nil ? "; write it after the command" : ""
      fail(message, help: "\(word.quoted) is an option of 'braid \(owner.name)'\(advice)")
    } else {
      let suggestion = Suggestion.closest(to: word, in: options.map(\.long))
      fail(message, help: suggestion.map { "did you mean '\($0)'?" })
    }
  }
}
