// The statements that say what a scenario is.

import Comparison
import Pipelines

extension StatementTable {
  static let headerForms: [StatementForm] = [
    StatementForm(
      keyword: "title", usages: ["title TEXT"], meaning: "the scenario's title", occurrence: .required,
      arguments: .text
    ) { (reader, draft) throws(LineFault) in
      draft.title = try reader.text("a title")
    },
    StatementForm(
      keyword: "program", usages: ["program NAME"],
      meaning: "which program runs: one of 'braid programs', or a bug of 'braid bugs'", occurrence: .required
    ) { (reader, draft) throws(LineFault) in
      let column = reader.column
      let name = try reader.name("a program's name")
      guard let program = Catalog.program(named: name) else {
        let names = Catalog.nameable.map(\.name)
        throw LineFault(
          column: column, message: "there is no program '\(VisibleText.clipped(name))'",
          help: ArgumentReader.didYouMean(name, names)
            ?? "the programs are \(Catalog.programs.map(\.name).joined(separator: ", ")), and those of 'braid bugs'")
      }
      draft.program = program
    },
    StatementForm(
      keyword: "guide", usages: ["guide PATH"], meaning: "the chapter that uses the scenario"
    ) { (reader, draft) throws(LineFault) in
      draft.guide = try reader.name("a path")
    },
    StatementForm(
      keyword: "teaches", usages: ["teaches TEXT"], meaning: "the point of it, in one sentence", arguments: .text
    ) { (reader, draft) throws(LineFault) in
      draft.teaches = try reader.text("a sentence")
    },
  ]
}
