// What `list`, `programs` and `bugs` print as JSON: what there is to run.

import Comparison
import Pipelines
import Workbench

extension OptionDescription {
  /// The result as JSON, for a command that has no other form to choose.
  static let json = OptionDescription(name: "json", summary: "print the result as one JSON document")
}

/// The document of `braid list --json`.
struct ListDocument: JSONDocument {
  static let schema = "braid.list"
  let scenarios: [ScenarioEntry]

  struct ScenarioEntry: Encodable {
    let name: String
    let path: String
    let title: String
    let program: String
    let guide: String?
    let teaches: String?
  }

  init(_ scenarios: [Scenario]) {
    self.scenarios = scenarios.map {
      ScenarioEntry(
        name: $0.name, path: $0.path, title: $0.title, program: $0.program, guide: $0.guide, teaches: $0.teaches)
    }
  }
}

/// The document of `braid programs --json`.
struct ProgramsDocument: JSONDocument {
  static let schema = "braid.programs"
  let programs: [ProgramEntry]

  struct ProgramEntry: Encodable {
    let name: String
    let summary: String
    let versions: [String]
    let settings: [SettingEntry]
  }

  struct SettingEntry: Encodable {
    let name: String
    let meaning: String
    /// `duration`, `number`, `text` or `word`.
    let form: String
    /// As a scenario writes it.
    let usual: String
    /// The words of which it may be one.
    let words: [String]?
    /// The bounds of a number.
    let least: Int?
    let most: Int?
  }

  init(_ programs: [ComparedProgram]) {
    self.programs = programs.map { program in
      ProgramEntry(
        name: program.name, summary: program.summary, versions: program.versions.map(\.label),
        settings: program.settings.map(SettingEntry.init))
    }
  }
}

extension ProgramsDocument.SettingEntry {
  init(_ setting: SettingDescription) {
    (name, meaning) = (setting.name, setting.meaning)
    usual = ScenarioFormat.text(of: setting.defaultValue)
    var (words, least, most): ([String]?, Int?, Int?) = (nil, nil, nil)
    switch setting.form {
    case .duration: form = "duration"
    case .text: form = "text"
    case .number(let range): (form, least, most) = ("number", range.lowerBound, range.upperBound)
    case .word(let choices): (form, words) = ("word", choices)
    }
    (self.words, self.least, self.most) = (words, least, most)
  }
}

/// The document of `braid bugs --json`.
struct BugsDocument: JSONDocument {
  static let schema = "braid.bugs"
  let bugs: [BugEntry]

  struct BugEntry: Encodable {
    let name: String
    let summary: String
    let styles: [String]
    /// The program without the bug.
    let fixed: String
  }

  init() {
    bugs = BugCatalog.bugs.map {
      BugEntry(name: $0.name, summary: $0.summary, styles: $0.styles.map(\.rawValue), fixed: $0.fixed.name)
    }
  }
}
