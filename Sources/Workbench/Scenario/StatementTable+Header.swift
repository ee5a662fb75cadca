// The statements that say what a scenario is.

extension StatementTable {
  static let headerForms: [StatementForm] = [
    StatementForm(
      keyword: "title", usage: "title TEXT", meaning: "the scenario's title", identity: .keyword
    ) { (reader, draft) throws(LineFault) in
      draft.title = try draft.restOfLine(behind: reader.keyword, "a title")
      reader.skipAll()
    },
    StatementForm(
      keyword: "program", usage: "program NAME", meaning: "which program runs", identity: .keyword
    ) { (reader, draft) throws(LineFault) in
      let token = try reader.name("a program's name")
      guard draft.programs.contains(token.text) else {
        let suggestion = Suggestion.closest(to: token.text, in: draft.programs).map { "did you mean '\($0)'?" }
        throw LineFault(
          column: token.column, message: "there is no program \(token.shown)",
          help: suggestion ?? "the programs are \(draft.programs.joined(separator: ", "))")
      }
      draft.program = token.text
    },
    StatementForm(
      keyword: "guide", usage: "guide PATH", meaning: "the chapter that uses the scenario", identity: .keyword
    ) { (reader, draft) throws(LineFault) in
      draft.guide = try reader.name("a path").text
    },
    StatementForm(
      keyword: "teaches", usage: "teaches TEXT", meaning: "the point of it, in one sentence", identity: .keyword
    ) { (reader, draft) throws(LineFault) in
      draft.teaches = try draft.restOfLine(behind: reader.keyword, "a sentence")
      reader.skipAll()
    },
  ]
}
