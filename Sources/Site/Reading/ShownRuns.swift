// The runs that a command `braid show …` of the guide shows.

import Comparison

/// Which runs of a scenario are shown as a timeline.
struct ShownRuns: Hashable, Comparable {
  /// The scenario's name.
  let scenario: String
  /// The styles, in the order of presentation.
  var styles = Style.allCases
  /// The seed in place of the scenario's own.
  var seed: UInt64?
  /// The edition in whose language titles and rules are.
  var edition = SiteEdition.english

  /// The name under which a page finds the runs.
  var key: String {
    let style = styles.count == Style.allCases.count ? "" : "." + styles.map(\.rawValue).joined(separator: "-")
    return scenario + style + (seed.map { ".seed-\($0)" } ?? "")
  }

  /// The file that holds the runs.
  var dataPath: String { "\(edition.pagesFolder)scenarios/runs/\(key).js" }

  static func < (lhs: ShownRuns, rhs: ShownRuns) -> Bool { lhs.dataPath < rhs.dataPath }
}

extension ShownRuns {
  /// The runs that a command line shows as a timeline and in no other form; nil if it does anything else.
  ///
  /// - Parameter words: The words of the line, `braid` first.
  init?(command words: [String]) {
    guard words.count >= 3, words[0] == "braid", words[1] == "show" else { return nil }
    var names: [String] = []
    var styles: Set<Style> = []
    var seed: UInt64?
    var rest = words[2...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-") else {
        names.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else { return nil }
      switch parts[0] {
      case "--style", "-s":
        guard let style = Style(rawValue: value) else { return nil }
        styles.insert(style)
      case "--seed":
        guard let number = UInt64(value) else { return nil }
        seed = number
      default: return nil
      }
    }
    guard names.count == 1 else { return nil }
    scenario = names[0]
    self.seed = seed
    if !styles.isEmpty { self.styles = Style.allCases.filter(styles.contains) }
  }
}
