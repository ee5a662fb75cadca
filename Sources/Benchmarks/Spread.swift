// Several measurements of one thing: the middle one, and how far they lie apart.

/// The median of some measurements and their extremes.
public struct Spread: Sendable, Encodable {
  /// The smallest.
  public let low: Double
  /// The middle one, or the mean of the two in the middle.
  public let median: Double
  /// The largest.
  public let high: Double

  /// A spread whose parts are known.
  init(low: Double, median: Double, high: Double) {
    (self.low, self.median, self.high) = (low, median, high)
  }

  /// The spread of at least one measurement.
  init(of values: [Double]) {
    let sorted = values.sorted()
    precondition(!sorted.isEmpty, "a spread needs a measurement")
    let half = sorted.count / 2
    low = sorted[0]
    high = sorted[sorted.count - 1]
    median = sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
  }

  /// How far the extremes lie apart, in hundredths of the median.
  public var percent: Double { median > 0 ? (high - low) / median * 100 : 0 }
}
