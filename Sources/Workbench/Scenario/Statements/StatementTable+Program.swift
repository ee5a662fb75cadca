// The statements that say what the program's own code does.

import Comparison

extension StatementTable {
  static let programForms: [StatementForm] = [
    StatementForm(
      keyword: "step", usages: ["step NUMBER makes \"TEXT\"", "step NUMBER throws \"REASON\""],
      meaning: "what the code behind a call does", occurrence: .oncePerName
    ) { (reader, draft) throws(LineFault) in
      let column = reader.column
      let number = try reader.integer("a step's number", in: 1...1_000)
      draft.mention(.step(number), column: column)
      let makes = try reader.word(among: ["makes", "throws"]) == "makes"
      draft.plan.steps[number] =
        makes ? .makes(try reader.string("a request")) : .throwsError(try reader.string("a reason"))
    },
    StatementForm(
      keyword: "recover", usages: ["recover NAME with \"TEXT\""],
      meaning: "the value that replaces a failure of a call, in programs that recover", occurrence: .oncePerName
    ) { (reader, draft) throws(LineFault) in
      let column = reader.column
      let name = try reader.name("a call's name", before: ["with"])
      draft.mention(.recovery(name), column: column)
      _ = try reader.word(among: ["with"])
      draft.plan.recoveries[name] = try reader.string("a value")
    },
  ]
}
