// The statements that say what a scenario is.

extension StatementTable {
  static let headerForms: [StatementForm] = [
    StatementForm(
      keyword: "title", usages: ["title TEXT"], meaning: "the scenario's title", occurrence: .required,
      arguments: .text
    ) { (reader, draft) throws(LineFault) in
      draft.title = try reader.text("a title")
    },
    StatementForm(
      keyword: "program", usages: ["program NAME"], meaning: "which program runs", occurrence: .required
    ) { (reader, draft) throws(LineFault) in
      let column = reader.peek?.column ?? 0
      let name = try reader.name("a program's name")
      guard draft.programs.contains(name) else {
        throw LineFault(
          column: column, message: "there is no program '\(VisibleText.clipped(name))'",
          help: ArgumentReader.didYouMean(name, draft.programs)
            ?? "the programs are \(draft.programs.joined(separator: ", "))")
      }
      draft.program = name
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
