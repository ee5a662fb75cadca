// How many choices the runs of an exploration had.

/// The fewest, the mean and the most choices with two or more options that a run had.
package struct ChoiceCount: Sendable, Hashable, CustomStringConvertible {
  /// How many runs were counted: all but those that a search broke off as redundant.
  package private(set) var runs = 0
  /// The fewest choices of a run.
  package private(set) var fewest = 0
  /// The most choices of a run.
  package private(set) var most = 0
  private var sum = 0

  init() {}

  /// How many choices a run had on average.
  package var mean: Double { runs == 0 ? 0 : Double(sum) / Double(runs) }

  mutating func add(_ choices: Int) {
    fewest = runs == 0 ? choices : min(fewest, choices)
    most = max(most, choices)
    sum += choices
    runs += 1
  }

  /// `3 choices a run`, or `2 to 5 choices a run, 3.1 on average`.
  package var description: String {
    guard fewest < most else { return fewest == 1 ? "1 choice a run" : "\(fewest) choices a run" }
    let tenths = Int((mean * 10).rounded())
    return "\(fewest) to \(most) choices a run, \(tenths / 10).\(tenths % 10) on average"
  }
}
