// An index of Unicode characters by the words of their names.

/// Finds the characters whose names have all words of a query.
///
/// The names are those of the standard library, `Unicode.Scalar.Properties.name`. Which characters have one depends on
/// its version of Unicode, and so do the numbers of matches.
public struct NameIndex: Sendable {
  /// The index of all characters that have a name. It is built when it is first asked for, which takes a moment.
  public static let standard = NameIndex(of: namedPlanes.lazy.flatMap { $0 }.compactMap(Unicode.Scalar.init))

  /// The code points among which characters have names: planes 4 to 13 are not assigned, 15 and 16 are for private use.
  private static let namedPlanes: [ClosedRange<UInt32>] = [0x20...0x3FFFF, 0xE0000...0xEFFFF]

  /// For each word, the code points of the characters whose names have it. Names come in blocks, so that ranges are
  /// both smaller than lists and faster to intersect: the 98,000 ideographs are a dozen ranges. They are made into sets
  /// when they are asked for: of the 27,000 words few ever are.
  private let postings: [String: [Range<UInt32>]]

  /// An index of some characters; those without a name are left out.
  ///
  /// - Complexity: O(*n*) in the number of characters; most of it is the making of their names.
  public init(of scalars: some Sequence<Unicode.Scalar>) {
    var postings: [String: [Range<UInt32>]] = [:]
    var block: NameBlock?
    for scalar in scalars {
      guard let name = scalar.properties.name, block?.extend(by: scalar, called: name) != true else { continue }
      block?.file(in: &postings)
      block = NameBlock(of: scalar, called: name)
    }
    block?.file(in: &postings)
    self.postings = postings
  }

  /// How many words there are.
  public var wordCount: Int { postings.count }

  /// The words, in alphabetical order.
  public var words: [String] { postings.keys.sorted() }

  /// The characters whose names have all words of a query, in whatever order, in capitals or not.
  ///
  /// A query without a word matches nothing.
  ///
  /// - Complexity: O(*r* log *r*) in the ranges of code points that the words have, whatever the number of matches.
  public func matches(for query: String) -> NameMatches {
    var found: [RangeSet<UInt32>] = []
    for word in Set(NameWords.of(query)) {
      guard let posting = postings[word] else { return NameMatches(RangeSet()) }
      found.append(RangeSet(posting))
    }
    // The rarest first, so that there is little left to intersect with the others.
    found.sort { $0.ranges.count < $1.ranges.count }
    guard let rarest = found.first else { return NameMatches(RangeSet()) }
    return NameMatches(found.dropFirst().reduce(rarest) { $0.intersection($1) })
  }
}
