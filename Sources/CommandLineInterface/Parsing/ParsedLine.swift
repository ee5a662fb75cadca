// A command line, taken apart.

import Synchronization

/// The options that a command has asked about.
final class OptionReads: Sendable {
  private let names = Mutex<[String]>([])

  /// Notes that the command has asked about an option.
  func note(_ name: String) { names.withLock { $0.append(name) } }

  /// Whether the command has asked about an option.
  func contains(_ name: String) -> Bool { names.withLock { $0.contains(name) } }
}

/// The parts of a command line: the command, its options with their values, its arguments.
struct ParsedLine: Sendable {
  /// The command, or nil where the line names none.
  var command: CommandDescription?
  /// The options in the order of the line; the value is nil for an option that has none.
  var options: [(name: String, value: String?)] = []
  /// The arguments in the order of the line.
  var arguments: [String] = []
  /// The first thing that is wrong with the line.
  var failure: CommandFailure?
  /// Which options the command has asked about: one that was given and is not among them was ignored.
  var reads = OptionReads()

  /// Whether the option was given.
  func has(_ option: OptionDescription) -> Bool {
    reads.note(option.name)
    return options.contains { $0.name == option.name }
  }

  /// The values that were given for the option, in order.
  func values(of option: OptionDescription) -> [String] {
    reads.note(option.name)
    return options.compactMap { $0.name == option.name ? $0.value : nil }
  }

  /// The value that was given for the option.
  func value(of option: OptionDescription) -> String? {
    values(of: option).first
  }

  /// The value that was given for an option whose values are whole numbers.
  func number(of option: OptionDescription) -> UInt64? {
    value(of: option).flatMap { UInt64($0) }
  }
}
