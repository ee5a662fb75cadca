// `braid programs`: the programs that scenarios may name, their versions, calls, steps and settings.

import Comparison
import Pipelines
import Workbench

/// Lists the programs that scenarios may name.
enum ProgramsCommand {
  static let description = CommandDescription(
    name: "programs",
    summary: "List programs with their calls, steps and settings",
    details: [
      """
      Without names, the built-in programs are listed. A bug of 'braid bugs' is a program as well, and so is the same \
      program without the bug, whose name ends in '-fixed'.
      """
    ],
    examples: [
      .init(line: "braid programs", purpose: "what a scenario's 'program', 'call', 'step' and 'with' may name"),
      .init(line: "braid programs spinner permit-leak", purpose: "two of them"),
      .init(line: "braid programs --json", purpose: "the same for a program"),
    ],
    arguments: [
      ArgumentDescription(
        name: "program", summary: "programs of 'braid programs' or 'braid bugs'", kind: .named([.programs, .bugs]),
        count: .any)
    ],
    options: [.json]
  ) { invocation in
    let programs = invocation.arguments.isEmpty ? Catalog.programs : try invocation.arguments.map(program)
    if invocation.line.has(.json) {
      invocation.output.write(try ProgramsDocument(programs).text())
    } else {
      invocation.output.write(programs.map { text(of: $0, for: invocation) }.joined(separator: "\n"))
    }
    return .success
  }

  private static func program(_ name: String) throws -> ComparedProgram {
    if let program = Catalog.program(named: name) { return program }
    var failure = KnownNames(scenarios: []).failure(for: name, kinds: [.program, .bug])
    failure.message = "there is no program \(name.quoted)"
    throw failure
  }

  private static func text(of program: ComparedProgram, for invocation: Invocation) -> String {
    let columns = invocation.console.columns
    let summary = "\(program.summary) (\(program.versions.map(\.label).joined(separator: ", ")))"
    var lines = [invocation.palette.paint(program.name, .emphasis)]
    lines += summary.wrapped(to: max(columns - 2, 20)).map { "  " + $0 }
    var rows = program.interface.map(parts) ?? []
    rows += program.settings.map { setting in
      (term: "with \(setting.name) \(ScenarioFormat.text(of: setting.defaultValue))", text: text(of: setting))
    }
    lines += TwoColumns(rows, termColumns: 0...30).lines(width: columns - 2).map { "  " + $0 }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The names that the statements `call`, `step`, `recover` and `client` accept.
  private static func parts(of interface: ProgramInterface) -> [(term: String, text: String)] {
    let calls = interface.calls
    let names = calls.shown.map { $0.contains(" ") ? "\"\($0)\"" : $0 }.formattedList
    var rows: [(term: String, text: String)] = []
    if !calls.shown.isEmpty {
      rows.append((calls.shown.count == 1 ? "call" : "calls", names + (calls.meaning.map { ": \($0)" } ?? "")))
    }
    if !interface.steps.isEmpty { rows.append(("steps", interface.steps.map(String.init).formattedList)) }
    if !interface.recoveries.isEmpty { rows.append(("recover", interface.recoveries.formattedList)) }
    if interface.hasSession { rows.append(("client", "each pipeline has a session with the client")) }
    return rows
  }

  private static func text(of setting: SettingDescription) -> String {
    switch setting.form {
    case .number(let range): "\(setting.meaning) (\(range.lowerBound) to \(range.upperBound))"
    case .word(let words): "\(setting.meaning) (\(words.joined(separator: ", ")))"
    case .duration, .text: setting.meaning
    }
  }
}
