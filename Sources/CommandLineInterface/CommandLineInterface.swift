// The entry to the command line: from words to an exit code, in process.

import Foundation

/// The command line of `braid`.
public enum CommandLineInterface {
  /// The version that `--version` shows.
  static let version = "0.1.0"

  /// The form of every command line.
  static let usage = "braid <command> [options] [<argument>...]"

  /// Runs a command.
  ///
  /// Results go to the console's output, failures to its error stream. Nothing else of the process is touched, so a
  /// test or a check may run as many commands as it likes.
  ///
  /// - Parameters:
  ///   - arguments: The words of the command line after the program's name.
  ///   - console: Where the command writes and what it knows of its surroundings.
  /// - Returns: How the command ended.
  public static func run(arguments: [String], console: Console) -> ExitCode {
    run(arguments: arguments, console: console, commands: CommandTable.all)
  }

  /// Ends the process after a command.
  ///
  /// A command that was ended by a signal ends the process by that signal, so that the parent process sees it; Ctrl-C
  /// has an exit code of its own.
  ///
  /// - Parameter code: How the command ended.
  public static func endProcess(with code: ExitCode) -> Never {
    let signals = ProcessSignals.shared
    if [.interrupted, .cannotWrite].contains(code), let number = signals.lastEnding, number != SIGINT {
      signals.endProcess(by: number)
    }
    exit(code.rawValue)
  }

  /// Runs a command of another table.
  static func run(arguments: [String], console: Console, commands: [CommandDescription]) -> ExitCode {
    let line = LineParser.parse(arguments, commands: commands)
    let invocation = Invocation(line: line, console: console, commands: commands)
    let code = perform(invocation)
    guard case .refused(let reason) = console.output.failure else { return code }
    invocation.report(CommandFailure(code: .cannotWrite, message: "cannot write the output: \(reason)"))
    return .cannotWrite
  }

  private static func perform(_ invocation: Invocation) -> ExitCode {
    let line = invocation.line
    if line.has(GlobalOption.help), line.command != nil || line.failure == nil {
      invocation.output.write(invocation.helpText.full(of: line.command))
      return .success
    }
    do {
      if let failure = line.failure { throw failure }
      if line.has(GlobalOption.version) {
        invocation.output.writeLine("braid \(version)")
        return .success
      }
      guard let command = line.command else {
        invocation.output.write(invocation.helpText.short)
        return .success
      }
      return try command.body(invocation)
    } catch let failure as CommandFailure {
      invocation.report(failure)
      return failure.code
    } catch {
      let failure = CommandFailure(
        code: .internalError, message: "unexpected failure: \(error)",
        help: ["this is a defect of braid; please report it with the command line that led here"])
      invocation.report(failure)
      return failure.code
    }
  }
}
