// The options that all commands share which run scenarios.

import Comparison

extension OptionDescription {
  /// The styles to run.
  static let style = OptionDescription(
    name: "style", letter: "s", value: ("style", .word(Style.allCases.map(\.rawValue))), isRepeatable: true,
    summary: "run in this style only")
  /// The seed of random choices.
  static let seed = OptionDescription(
    name: "seed", value: ("N", .number(0...UInt64.max)),
    summary: "make random choices from this seed, and check no expectations")
}

extension Invocation {
  /// The styles to run, in the order of presentation; all of them if none was named.
  var styles: [Style] {
    let named = line.values(of: .style)
    return Style.allCases.filter { named.isEmpty || named.contains($0.rawValue) }
  }
}
