// The programs as JSON: one document, with a version, and only ever more keys.

import Comparison
import Workbench

/// The document that `braid programs --json` prints.
struct ProgramsDocument: JSONDocument {
  static let schema = "braid.programs"
  let programs: [ProgramEntry]

  struct ProgramEntry: Encodable {
    let name: String
    let summary: String
    let versions: [String]
    let calls: CallsEntry
    let steps: [Int]
    /// The calls whose failures `recover` can replace.
    let recoveries: [String]
    /// Whether `request` has an effect.
    let request: Bool
    /// Whether each pipeline has a session with the client.
    let session: Bool
    let settings: [SettingEntry]
  }

  struct CallsEntry: Encodable {
    /// The names, or how they are formed.
    let shown: [String]
    /// How the names are formed, in words; missing for fixed names.
    let meaning: String?
    /// The names under the default settings.
    let names: [String]
  }

  struct SettingEntry: Encodable {
    let name: String
    let meaning: String
    /// The value that a scenario would write for the default.
    let `default`: String
    let kind: String
    /// The words that the setting may be; missing for other kinds.
    let words: [String]?
    let least: Int?
    let most: Int?
  }

  init(_ programs: [ComparedProgram]) {
    self.programs = programs.map(ProgramEntry.init)
  }
}

extension ProgramsDocument.ProgramEntry {
  init(_ program: ComparedProgram) {
    name = program.name
    summary = program.summary
    versions = program.versions.map(\.label)
    let interface = program.interface
    calls = .init(
      shown: interface?.calls.shown ?? [], meaning: interface?.calls.meaning,
      names: interface?.calls.names(under: Plan()) ?? [])
    steps = interface?.steps ?? []
    recoveries = interface?.recoveries ?? []
    request = interface?.usesRequest ?? false
    session = interface?.hasSession ?? false
    settings = program.settings.map(ProgramsDocument.SettingEntry.init)
  }
}

extension ProgramsDocument.SettingEntry {
  init(_ setting: SettingDescription) {
    name = setting.name
    meaning = setting.meaning
    `default` = ScenarioFormat.text(of: setting.defaultValue)
    var (words, least, most) = ([String]?.none, Int?.none, Int?.none)
    switch setting.form {
    case .duration: kind = "duration"
    case .text: kind = "text"
    case .word(let all): (kind, words) = ("word", all)
    case .number(let range): (kind, least, most) = ("number", range.lowerBound, range.upperBound)
    }
    (self.words, self.least, self.most) = (words, least, most)
  }
}
