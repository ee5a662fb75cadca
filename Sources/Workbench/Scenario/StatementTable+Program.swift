// The statements that say what the program's own code does.

import Comparison

extension StatementTable {
  static let programForms: [StatementForm] = [
    StatementForm(
      keyword: "step", usage: "step NUMBER makes \"TEXT\" or step NUMBER throws \"REASON\"",
      meaning: "what the code behind a call does", identity: .firstArgument
    ) { (reader, draft) throws(LineFault) in
      let number = try reader.integer("a step's number", in: 1...1_000)
      let makes = try reader.word(among: ["makes", "throws"]).text == "makes"
      draft.plan.steps[number] =
        makes ? .makes(try reader.string("a request")) : .throwsError(try reader.string("a reason"))
    },
    StatementForm(
      keyword: "recover", usage: "recover NAME with \"TEXT\"",
      meaning: "the value that replaces a failure of a call, in programs that recover", identity: .firstArgument
    ) { (reader, draft) throws(LineFault) in
      let name = try reader.name("a call's name").text
      _ = try reader.word(among: ["with"])
      draft.plan.recoveries[name] = try reader.string("a value")
    },
  ]
}
