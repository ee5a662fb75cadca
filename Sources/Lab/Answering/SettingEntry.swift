// A setting's value as a field of the page has it.

import Comparison
import Workbench

/// Values of settings.
enum SettingEntry {
  /// The value as it is typed into a field: a text has no quotes.
  static func plain(_ value: SettingValue) -> String {
    if case .text(let text) = value { return text }
    return ScenarioFormat.text(of: value)
  }

  /// Writes a setting that a program has.
  static func write(_ setting: SettingDescription, to json: inout JSONText) {
    json.object { json in
      json.member("name", setting.name)
      json.member("meaning", setting.meaning)
      json.member("default", plain(setting.defaultValue))
      switch setting.form {
      case .duration: json.member("kind", "duration")
      case .text: json.member("kind", "text")
      case .word(let words):
        json.member("kind", "word")
        json.member("words", words)
      case .number(let range):
        json.member("kind", "number")
        json.member("least", range.lowerBound)
        json.member("most", range.upperBound)
      }
    }
  }
}
