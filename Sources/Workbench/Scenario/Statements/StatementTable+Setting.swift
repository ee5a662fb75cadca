// The statement that sets one of the program's settings.

import Comparison

extension StatementTable {
  static let settingForms: [StatementForm] = [
    StatementForm(
      keyword: "with", usages: ["with NAME VALUE"],
      meaning: "a setting of the program: a duration, a number, a word or a text", occurrence: .oncePerName
    ) { (reader, draft) throws(LineFault) in
      let column = reader.column
      let name = try reader.name("a setting's name")
      guard let program = draft.program else {
        // A program that could not be read has been complained of already.
        if draft.hasClaimed("program") { return reader.skip() }
        throw LineFault(
          column: column, message: "'with' comes before 'program'", help: "say first which program is set up")
      }
      guard let setting = program.settings.first(where: { $0.name == name }) else {
        throw LineFault(
          column: column,
          message: "the program '\(program.name)' has no setting '\(VisibleText.clipped(name))'",
          help: help(for: name, program.settings))
      }
      draft.plan.settings[name] = try value(of: setting, &reader)
    }
  ]

  private static func help(for name: String, _ settings: [SettingDescription]) -> String {
    if settings.isEmpty { return "it has none at all" }
    let names = settings.map(\.name)
    return ArgumentReader.didYouMean(name, names) ?? "its settings are \(names.joined(separator: ", "))"
  }

  private static func value(
    of setting: SettingDescription, _ reader: inout ArgumentReader
  ) throws(LineFault) -> SettingValue {
    switch setting.form {
    case .duration: .duration(try reader.duration())
    case .number(let range): .number(try reader.integer("a number", in: range))
    case .text: .text(try reader.string("a text"))
    case .word(let words): .word(try reader.word(among: words))
    }
  }
}
