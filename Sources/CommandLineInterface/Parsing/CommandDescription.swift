// The description of a command, from which parsing, help, suggestions and shell completions are made.

/// A command of `braid`. To add one, write its description in a file of its own and name it in `CommandTable`.
struct CommandDescription: Sendable {
  /// The word on the command line.
  var name: String
  /// A summary of the command, in one line without a full stop.
  var summary: String
  /// Command lines to start from, the most usual first.
  var examples: [Example]
  /// The command's own options, the most usual first.
  var options: [OptionDescription]
  /// Does the work. A thrown `CommandFailure` is reported as it is, any other error as a defect.
  var body: @Sendable (Invocation) throws -> ExitCode

  /// Some commands name what they find in a catalogue, which no other command needs.
  private let makeDetails: @Sendable () -> [String]
  private let makeArguments: @Sendable () -> [ArgumentDescription]

  /// A command. The details and the arguments are made when they are asked for.
  init(
    name: String, summary: String, details: @autoclosure @escaping @Sendable () -> [String] = [],
    examples: [Example] = [], arguments: @autoclosure @escaping @Sendable () -> [ArgumentDescription] = [],
    options: [OptionDescription] = [], body: @escaping @Sendable (Invocation) throws -> ExitCode
  ) {
    (self.name, self.summary, self.examples, self.options, self.body) = (name, summary, examples, options, body)
    (makeDetails, makeArguments) = (details, arguments)
  }

  /// Further details, one paragraph an element.
  var details: [String] { makeDetails() }

  /// The arguments, in order; only the last may be left out or repeated.
  var arguments: [ArgumentDescription] { makeArguments() }

  /// A command line and what it is for.
  struct Example: Sendable {
    var line: String
    var purpose: String
  }

  /// The form of the command line: `braid run [options] [<path>...]`.
  var usage: String {
    let parts = ["braid", name] + (options.isEmpty ? [] : ["[options]"]) + arguments.map(\.form)
    return parts.joined(separator: " ")
  }
}

/// An argument that is known by its place.
struct ArgumentDescription: Sendable {
  /// Its placeholder, without brackets.
  var name: String
  /// A summary, in one line.
  var summary: String
  /// The values that it accepts.
  var kind: ValueKind
  /// How many may be written.
  var count: Count = .one

  /// The number of arguments that one description covers.
  enum Count: Sendable {
    case one
    case oneOrNone
    /// Any number, also none.
    case any
    /// Any number, but at least one.
    case several
  }

  /// The argument in a usage line: `<path>`, `[<path>]`, `[<path>...]` or `<path>...`.
  var form: String {
    switch count {
    case .one: "<\(name)>"
    case .oneOrNone: "[<\(name)>]"
    case .any: "[<\(name)>...]"
    case .several: "<\(name)>..."
    }
  }
}

/// An option, which is identified by its name and may occur anywhere after the command.
struct OptionDescription: Sendable {
  /// The long form, without dashes.
  var name: String
  /// The letter of the short form.
  var letter: Character?
  /// The placeholder of the value and its kind; nil for an option without a value.
  var value: (name: String, kind: ValueKind)?
  /// Whether the option may be given several times.
  var isRepeatable = false
  /// The options that contradict it, each with advice.
  var excludes: [(option: String, advice: String)] = []
  /// Where the option has an effect, if that is not everywhere: one of these has to hold, and elsewhere it is refused.
  var scopes: [OptionScope] = []
  /// A summary, in one line without a full stop; where the value is one of some words, the help appends `: a, b or c`.
  var summary: String

  /// The long form as it is written.
  var long: String { "--" + name }

  /// The long form with the name of its value: `--style <style>`.
  var form: String {
    guard let value else { return long }
    return "\(long) <\(value.name)>"
  }
}

/// A condition under which an option has an effect.
enum OptionScope: Sendable {
  /// Another option is given as well, with one of some values if there are any.
  case option(String, [String] = [])
  /// Another option is not given.
  case noOption(String)
  /// The first argument is one of some words.
  case argument([String])
  /// The first argument is of a kind: its words, and whether an argument is one.
  case argumentLike(String, @Sendable (String) -> Bool)
  /// The first argument is none of some words.
  case otherArgument(than: [String])

  /// Whether the condition holds of a command line.
  func holds(in line: ParsedLine) -> Bool {
    switch self {
    case .option(let name, let values):
      line.options.contains { $0.name == name && (values.isEmpty || values.contains($0.value ?? "")) }
    case .noOption(let name): !line.options.contains { $0.name == name }
    case .argument(let words): line.arguments.first.map(words.contains) ?? false
    case .argumentLike(_, let isOne): line.arguments.first.map(isOne) ?? false
    case .otherArgument(let words): !(line.arguments.first.map(words.contains) ?? false)
    }
  }

  /// The condition in words: `with '--live'`.
  var text: String {
    switch self {
    case .option(let name, []): "with '--\(name)'"
    case .option(let name, let values): "with \(values.map { "'--\(name) \($0)'" }.alternatives)"
    case .noOption(let name): "without '--\(name)'"
    case .argument(let words): "with \(words.map { "'\($0)'" }.alternatives)"
    case .argumentLike(let words, _): "with \(words)"
    case .otherArgument(let words): "without \(words.map { "'\($0)'" }.alternatives)"
    }
  }

  /// An addition to the command line, if one helps.
  var remedy: String? {
    switch self {
    case .option(let name, []): "add '--\(name)'"
    case .option(let name, let values): "add \(values.map { "'--\(name) \($0)'" }.alternatives)"
    case .noOption(let name): "leave '--\(name)' out"
    case .argument(let words): "write \(words.map { "'\($0)'" }.alternatives)"
    case .argumentLike(let words, _): "write \(words)"
    case .otherArgument: nil
    }
  }
}

/// The kinds of values.
enum ValueKind: Sendable {
  /// Any text.
  case text
  /// A file or a folder.
  case path
  /// A name of some kinds, or a file or a folder.
  case named([NameKind])
  /// A whole number.
  case number(ClosedRange<UInt64>)
  /// One of these words.
  case word([String])
  /// A value of another kind, of which completions offer some words.
  indirect case offering([String], ValueKind)
  /// The name of a command, one of some other words, or what else is accepted and not offered.
  case commandName(besides: [String], or: @Sendable (String) -> Bool)
}
