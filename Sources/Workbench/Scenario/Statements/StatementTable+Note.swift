// The `note` statement: a sentence for the reader at an instant.

import EventLoops

extension StatementTable {
  static let noteForms: [StatementForm] = [
    StatementForm(
      keyword: "note", usages: ["note at DURATION \"TEXT\""],
      meaning: "a sentence for the reader, shown at an instant; it changes nothing about the runs", occurrence: .many
    ) { (reader, draft) throws(LineFault) in
      _ = try reader.word(among: ["at"])
      let instant = Instant.zero.advanced(by: try reader.duration())
      draft.notes.append(ScenarioNote(try reader.string("a sentence"), at: instant))
    }
  ]
}
