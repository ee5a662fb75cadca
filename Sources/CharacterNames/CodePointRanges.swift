// Code points as ranges that ascend and neither meet nor overlap.

/// A set of code points that is made once and read often.
///
/// The standard library's `RangeSet` sorts its ranges whenever it is made, which took most of the time of a query.
struct CodePointRanges: Sendable, Hashable {
  /// The ranges, ascending, with a gap between any two.
  let ranges: [Range<UInt32>]

  /// The code points of some ranges, in any order.
  ///
  /// - Complexity: O(*n*) for ranges that ascend with gaps already, O(*n* log *n*) for others.
  init(_ ranges: [Range<UInt32>] = []) {
    let isReady = zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }
    self.ranges = isReady ? ranges : Array(RangeSet(ranges).ranges)
  }

  /// Whether a code point is among these.
  func contains(_ point: UInt32) -> Bool { ranges.contains { $0.contains(point) } }

  /// These code points and one more.
  func inserting(_ point: UInt32) -> CodePointRanges {
    let place = ranges.firstIndex { $0.upperBound > point } ?? ranges.count
    if place < ranges.count, ranges[place].contains(point) { return self }
    var all = ranges
    all.insert(point..<point + 1, at: place)
    return CodePointRanges(all)
  }

  /// The code points that are in both.
  ///
  /// - Complexity: O(sum of the numbers of ranges).
  func intersection(_ other: CodePointRanges) -> CodePointRanges {
    var shared: [Range<UInt32>] = []
    var (mine, theirs) = (0, 0)
    while mine < ranges.count, theirs < other.ranges.count {
      let (one, two) = (ranges[mine], other.ranges[theirs])
      if one.overlaps(two) { shared.append(one.clamped(to: two)) }
      if one.upperBound < two.upperBound { mine += 1 } else { theirs += 1 }
    }
    return CodePointRanges(shared)
  }
}
