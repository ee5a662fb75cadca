// The removals and insertions that turn one list into another, with a bound on the work.

extension Array where Element: Equatable {
  /// How many pairs of elements are compared at most, before all that differs counts as replaced.
  private static var mostPairs: Int { 16_000_000 }

  /// The offsets of `other` that have to be taken out, and the offsets of this list that have to be put in, to make this
  /// list of it: as few as can be, unless the two are too long.
  ///
  /// - Complexity: O(n) where one list only adds to the ends of the other, O(n · d) for d changes otherwise, and O(n)
  ///   again beyond sixteen million pairs of elements between a common beginning and a common end: all of them then
  ///   count as replaced.
  func changes(from other: [Element]) -> (removed: Set<Int>, inserted: Set<Int>) {
    let prefix = zip(self, other).prefix { $0 == $1 }.count
    let rest = Swift.min(count, other.count) - prefix
    let suffix = zip(reversed(), other.reversed()).prefix(rest).prefix { $0 == $1 }.count
    let (mine, theirs) = (prefix..<count - suffix, prefix..<other.count - suffix)
    if mine.isEmpty || theirs.isEmpty || mine.count * theirs.count > Self.mostPairs { return (Set(theirs), Set(mine)) }
    let difference = self[mine].difference(from: other[theirs])
    return (
      Set(difference.removals.map { prefix + $0.offset }), Set(difference.insertions.map { prefix + $0.offset })
    )
  }
}
