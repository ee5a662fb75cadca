// A session at the terminal as notes show it: commands behind "$ " and what each of them prints.

import Workbench

/// The body of a `console` fence.
package struct ConsoleTranscript {
  /// A command and the lines below it.
  package struct Step {
    /// The line of the command in the body, counted from 0.
    let bodyLine: Int
    /// The command as written, without the prompt.
    package let command: String
    /// The lines up to the next command.
    package internal(set) var output: [String]
  }

  private static let prompt = "$ "
  /// The command that must not run itself.
  private static let checkingCommand = "notes"

  /// The commands in order.
  package let steps: [Step]

  /// Reads a transcript, which must begin with a command.
  package init(_ body: [String]) throws(NotesProblem) {
    var steps: [Step] = []
    for (index, line) in body.enumerated() {
      if line.hasPrefix(Self.prompt) {
        steps.append(Step(bodyLine: index, command: String(line.dropFirst(Self.prompt.count)), output: []))
      } else if steps.isEmpty {
        throw NotesProblem(
          "this line comes before any command", remedy: "begin with a line '$ braid …'", bodyLine: index)
      } else {
        steps[steps.count - 1].output.append(line)
      }
    }
    if steps.isEmpty {
      throw NotesProblem("the console fence holds no command", remedy: "begin with a line '$ braid …'")
    }
    self.steps = steps
  }

  /// Runs the commands; returns what the body must be, and the first command whose output is wrong.
  func replayed(by run: NotesCommandRunner) throws(NotesProblem) -> (body: [String], wrong: String?) {
    var body: [String] = []
    var wrong: String?
    for step in steps {
      let printed = try printedLines(of: step, by: run)
      if wrong == nil, !TextLines.areSame(printed, step.output) { wrong = step.command }
      body += [Self.prompt + step.command] + printed
    }
    return (body, wrong)
  }

  /// The output of the command, with a last line `[exit N]` if it fails.
  private func printedLines(of step: Step, by run: NotesCommandRunner) throws(NotesProblem) -> [String] {
    do throws(NotesProblem) {
      let words = try CommandWords.split(step.command)
      guard words.first == "braid" else {
        throw NotesProblem(
          "only 'braid' can be run by the check, not '\(words.first ?? "")'",
          remedy: "mark the fence 'console illustrative'")
      }
      guard words.dropFirst().first != Self.checkingCommand else {
        throw NotesProblem(
          "'braid notes' would run this check inside itself", remedy: "mark the fence 'console illustrative'")
      }
      let result = run(Array(words.dropFirst()))
      let printed = TextLines.cut(result.output)
      if printed.contains(where: { $0.hasPrefix(Self.prompt) }) {
        throw NotesProblem(
          "the output has a line that begins like a command, '\(Self.prompt)'", remedy: "show another command")
      }
      return result.exitCode == 0 ? printed : printed + ["[exit \(result.exitCode)]"]
    } catch {
      throw NotesProblem(error.message, remedy: error.remedy, bodyLine: step.bodyLine)
    }
  }
}
