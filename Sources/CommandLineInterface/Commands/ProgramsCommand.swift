// `braid programs`: the built-in programs, their versions and their settings.

import Comparison
import Pipelines
import Workbench

/// Lists the programs that scenarios may name.
enum ProgramsCommand {
  static let description = CommandDescription(
    name: "programs",
    summary: "List the built-in programs with their versions and settings",
    examples: [.init(line: "braid programs", purpose: "what a scenario's 'program' and 'with' may name")],
    options: [.json]
  ) { invocation in
    if invocation.line.has(.json) {
      invocation.output.write(try ProgramsDocument(Catalog.programs).text())
      return .success
    }
    let texts = Catalog.programs.map { text(of: $0, for: invocation) }
    invocation.output.write(texts.joined(separator: "\n"))
    return .success
  }

  private static func text(of program: ComparedProgram, for invocation: Invocation) -> String {
    let columns = invocation.console.columns
    let summary = "\(program.summary) (\(program.versions.map(\.label).joined(separator: ", ")))"
    var lines = [invocation.palette.paint(program.name, .emphasis)]
    lines += summary.wrapped(to: max(columns - 2, 20)).map { "  " + $0 }
    let rows = program.settings.map { setting in
      (term: "with \(setting.name) \(ScenarioFormat.text(of: setting.defaultValue))", text: text(of: setting))
    }
    lines += TwoColumns(rows, termColumns: 0...30).lines(width: columns - 2).map { "  " + $0 }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func text(of setting: SettingDescription) -> String {
    switch setting.form {
    case .number(let range): "\(setting.meaning) (\(range.lowerBound) to \(range.upperBound))"
    case .word(let words): "\(setting.meaning) (\(words.joined(separator: ", ")))"
    case .duration, .text: setting.meaning
    }
  }
}
