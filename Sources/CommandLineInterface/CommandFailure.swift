// A failure that a command reports to its user, as text or as JSON.

import Workbench

/// Why a command did not do what was asked for, and what can be done about it.
struct CommandFailure: Error, Hashable {
  /// The exit code that the command ends with.
  var code: ExitCode
  /// The message, without a full stop.
  var message: String
  /// Where in which file: `file:line:column`.
  var place: String?
  /// The source line with a mark under the place. Shown to a person only.
  var excerpt: [String] = []
  /// The remedies, one an element.
  var help: [String] = []
  /// How the command line should look, for a failure of the command line.
  var usage: Usage?

  /// The form of a command line and the command that explains it.
  struct Usage: Hashable {
    /// The form: `braid run [options] [<path>...]`.
    var form: String
    /// The command line that tells more: `braid run --help`.
    var more: String
  }

  /// The report for a person, with a line break at its end.
  func text(_ palette: Palette) -> String {
    let text = FailureText(place: place, message: message, excerpt: excerpt, help: help)
    let lines = text.lines("error:", .error, palette)
    guard let usage else { return lines }
    return lines + "\(palette.paint("usage:", .emphasis)) \(usage.form)\nsee '\(usage.more)'\n"
  }

  /// The report for a program: one JSON document on one line.
  func json() throws -> String {
    try ErrorDocument(
      error: .init(code: code.rawValue, message: message, place: place, help: help, usage: usage?.form)
    ).line()
  }

  private struct ErrorDocument: JSONDocument {
    static let schema = "braid.error"
    var error: Body

    struct Body: Encodable {
      var code: Int32
      var message: String
      var place: String?
      var help: [String]
      var usage: String?
    }
  }
}

extension CommandFailure {
  /// A failure to read a file.
  init(code: ExitCode, _ refusal: BoundedFile.Refusal, file: String) {
    self.init(code: code, message: refusal.message, place: file.visible)
  }

  /// A failure of the command line for `command`, or for `braid` itself where it names no command.
  static func usage(_ message: String, help: [String] = [], of command: CommandDescription?) -> CommandFailure {
    let usage =
      if let command {
        Usage(form: command.usage, more: "braid \(command.name) --help")
      } else {
        Usage(form: CommandLineInterface.usage, more: "braid --help")
      }
    return CommandFailure(code: .usage, message: message, help: help, usage: usage)
  }
}
