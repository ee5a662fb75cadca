// An index of Unicode characters by the words of their names.

/// Finds the characters whose names have all words of a query.
///
/// The names are those of the standard library, `Unicode.Scalar.Properties.name`. Which characters have one depends on
/// its version of Unicode, and so do the numbers of matches.
public struct NameIndex: Sendable {
  /// The index of all characters that have a name. It is built when it is first asked for, which takes a second or so.
  public static let standard = NameIndex(of: namedPlanes.lazy.flatMap { $0 }.compactMap(Unicode.Scalar.init))

  /// The code points among which characters have names: planes 4 to 13 are not assigned, 15 and 16 are for private use.
  private static let namedPlanes: [ClosedRange<UInt32>] = [0x20...0x3FFFF, 0xE0000...0xEFFFF]

  /// For each word, the code points of the characters whose names have it. Names come in blocks, so that ranges are
  /// both smaller than lists and faster to intersect: the 98,000 ideographs are a dozen ranges.
  private let postings: [String: RangeSet<UInt32>]

  /// An index of some characters; those without a name are left out.
  ///
  /// - Complexity: O(*n* log *n*) in the number of characters; O(*n*) if they are in order.
  public init(of scalars: some Sequence<Unicode.Scalar>) {
    var ranges: [String: [Range<UInt32>]] = [:]
    for scalar in scalars {
      for word in Self.words(of: scalar) {
        Self.append(scalar.value, to: &ranges[word, default: []])
      }
    }
    postings = ranges.mapValues { RangeSet($0) }
  }

  /// How many words there are.
  public var wordCount: Int { postings.count }

  /// The words, in alphabetical order.
  public var words: [String] { postings.keys.sorted() }

  /// The characters whose names have all words of a query, in whatever order, in capitals or not.
  ///
  /// A query without a word matches nothing.
  ///
  /// - Complexity: O(ranges of code points that the words have), whatever the number of matches.
  public func matches(for query: String) -> NameMatches {
    var found: [RangeSet<UInt32>] = []
    for word in Set(NameWords.of(query)) {
      guard let posting = postings[word] else { return NameMatches(RangeSet()) }
      found.append(posting)
    }
    // The rarest first, so that there is little left to intersect with the others.
    found.sort { $0.ranges.count < $1.ranges.count }
    guard let rarest = found.first else { return NameMatches(RangeSet()) }
    return NameMatches(found.dropFirst().reduce(rarest) { $0.intersection($1) })
  }

  /// The words under which a character is found.
  ///
  /// The name of an ideograph ends in its number, which is no word that anyone would look for; it is left out.
  static func words(of scalar: Unicode.Scalar) -> [String] {
    guard let name = scalar.properties.name else { return [] }
    for (prefix, words) in numberedNames where name.hasPrefix(prefix) { return words }
    return NameWords.of(name)
  }

  private static let numberedNames = ["CJK UNIFIED IDEOGRAPH-", "CJK COMPATIBILITY IDEOGRAPH-", "TANGUT IDEOGRAPH-"]
    .map { (prefix: $0, words: NameWords.of($0)) }

  /// Adds a code point to ranges, as part of the last one if it follows that.
  private static func append(_ codePoint: UInt32, to ranges: inout [Range<UInt32>]) {
    guard let last = ranges.last, last.contains(codePoint) || last.upperBound == codePoint else {
      return ranges.append(codePoint..<codePoint + 1)
    }
    ranges[ranges.count - 1] = last.lowerBound..<codePoint + 1
  }
}
