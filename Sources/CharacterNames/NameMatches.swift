// The characters that a query found in the index of names: their number, and any part of them.

/// The characters that a query found, in the order of their code points.
package struct NameMatches: Sendable, Hashable {
  private let ranges: [Range<UInt32>]
  /// How many there are.
  package let count: Int

  init(_ codePoints: CodePointRanges) {
    ranges = codePoints.ranges
    count = ranges.reduce(0) { $0 + $1.count }
  }

  /// The matches of a part of the list, counted from 0; what lies behind its end is left out.
  ///
  /// - Complexity: O(ranges of code points + matches in the part).
  package subscript(part: Range<Int>) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(max(0, min(part.upperBound, count) - part.lowerBound))
    var offset = 0
    for range in ranges {
      let inside = part.clamped(to: offset..<offset + range.count)
      for index in inside {
        if let scalar = Unicode.Scalar(range.lowerBound + UInt32(index - offset)) { scalars.append(scalar) }
      }
      offset += range.count
      if offset >= part.upperBound { break }
    }
    return scalars
  }
}
