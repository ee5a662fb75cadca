// The options that all commands share which run scenarios.

import Comparison
import Workbench

extension OptionDescription {
  /// The styles to run.
  static let style = OptionDescription(
    name: "style", letter: "s", value: ("style", .word(Style.allCases.map(\.rawValue))), isRepeatable: true,
    summary: "run in this style only")
  /// The seed of random choices.
  static let seed = OptionDescription(
    name: "seed", value: ("N", .number(0...UInt64.max)),
    summary: "make random choices from this seed, and check no expectations")
  /// The language of titles, rules, questions and summaries.
  static let language = OptionDescription(
    name: "lang", value: ("language", .word(Language.allCases.map(\.rawValue))),
    summary: "show titles, rules and questions in this language, that of the environment unless given")
}

extension Invocation {
  /// The styles to run, in the order of presentation; all of them if none was named.
  var styles: [Style] {
    let named = line.values(of: .style)
    return Style.allCases.filter { named.isEmpty || named.contains($0.rawValue) }
  }

  /// The language to show texts in: that of '--lang', or else that of the environment.
  ///
  /// A document for programs is in English, whatever the environment says.
  var language: Language {
    if wantsJSON { return .english }
    return line.value(of: .language).flatMap(Language.init(rawValue:)) ?? Language(environment: console.environment)
  }
}
