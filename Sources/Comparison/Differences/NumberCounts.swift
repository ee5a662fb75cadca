// How often each of some small numbers occurs.

/// Counts of numbers from 0, in a list of the largest one's length.
struct NumberCounts {
  private var counts: [Int]

  init(_ numbers: [Int]) {
    counts = [Int](repeating: 0, count: (numbers.max() ?? -1) + 1)
    for number in numbers { counts[number] += 1 }
  }

  /// No number occurs that is as large.
  var bound: Int { counts.count }

  /// How often a number occurs.
  subscript(number: Int) -> Int { number < counts.count ? counts[number] : 0 }

  /// Takes one occurrence of a number away; returns whether there was one.
  mutating func take(_ number: Int) -> Bool {
    guard self[number] > 0 else { return false }
    counts[number] -= 1
    return true
  }

  /// Whether each number occurs as often in two lists.
  static func areSame(_ left: [Int], _ right: [Int]) -> Bool {
    guard left.count == right.count else { return false }
    if left == right { return true }
    var counts = NumberCounts(left)
    return right.allSatisfy { counts.take($0) }
  }
}
