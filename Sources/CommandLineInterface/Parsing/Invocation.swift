// The input of the body of a command.

import Workbench

/// One run of one command.
struct Invocation {
  /// The command line.
  var line: ParsedLine
  /// The surroundings.
  var console: Console
  /// The commands that the command line is made of.
  var commands: [CommandDescription]

  /// The arguments of the command.
  var arguments: [String] { line.arguments }

  /// Where results go.
  var output: TextStream { console.output }

  /// The colours of the output.
  var palette: Palette { palette(of: console.output) }

  /// The colours of the error stream.
  var errorPalette: Palette { palette(of: console.errors) }

  /// Whether drawings must do with ASCII characters.
  var isASCII: Bool { line.has(GlobalOption.ascii) }

  /// Renders help for this console.
  var helpText: HelpText { HelpText(commands: commands, columns: console.columns, palette: palette) }

  /// Whether the command line asks for a document for programs.
  var wantsJSON: Bool { line.options.contains { $0.name == "json" } }

  /// Reports a failure on the error stream, in the form that the command line asks for.
  func report(_ failure: CommandFailure) {
    let json = wantsJSON ? try? failure.json() : nil
    let text = failure.text(errorPalette)
    console.errors.write(json ?? (isASCII ? text.withoutDecoration : text))
  }

  /// Names a command to continue with, if a person is reading.
  func suggestNext(_ line: String) {
    guard output.isTerminal else { return }
    output.writeLine("\n" + palette.paint("next:", .faint) + " " + line)
  }

  private func palette(of stream: TextStream) -> Palette {
    let named = line.value(of: GlobalOption.color).flatMap(ColorMode.init(rawValue:))
    let mode = line.has(GlobalOption.noColor) ? .never : named ?? .auto
    return Palette(
      hasColor: mode.allowsColor(environment: console.environment, isTerminal: stream.isTerminal))
  }
}
