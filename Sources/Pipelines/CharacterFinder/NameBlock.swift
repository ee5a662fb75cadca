// Characters that follow each other and have the same words in their names.

/// One character, or a run of ideographs, whose names differ in their number alone.
///
/// Two thirds of all names are of that kind. Storing them as runs halves the time in which the index is built.
struct NameBlock {
  private let words: [String]
  private let prefix: String?
  /// The characters of the block.
  private(set) var codePoints: Range<UInt32>

  /// Whether the names end in the numbers of their characters.
  var isNumbered: Bool { prefix != nil }

  /// The block of one character.
  ///
  /// The name of an ideograph ends in its number. That is left out: it would be 98,000 words, and tells the character by
  /// itself.
  ///
  /// - Parameter name: All names of the character, as one text.
  init(of scalar: Unicode.Scalar, called name: String) {
    prefix = Self.numberedNames.first { name.hasPrefix($0) }
    words = NameWords.of(prefix ?? name)
    codePoints = scalar.value..<scalar.value + 1
  }

  private static let numberedNames = [
    "CJK UNIFIED IDEOGRAPH-", "CJK COMPATIBILITY IDEOGRAPH-", "TANGUT IDEOGRAPH-",
  ]

  /// Takes in the next character, if its name differs in the number alone.
  ///
  /// - Returns: Whether it did.
  mutating func extend(by scalar: Unicode.Scalar, called name: String) -> Bool {
    guard let prefix, scalar.value == codePoints.upperBound, name.hasPrefix(prefix) else { return false }
    codePoints = codePoints.lowerBound..<scalar.value + 1
    return true
  }

  /// Adds the block to what is known of its words.
  func file(in postings: inout [String: [Range<UInt32>]]) {
    for word in words { Self.append(codePoints, to: &postings[word, default: []]) }
  }

  /// Adds a range to others, as part of the last one if it follows that. A word may be twice in a name.
  private static func append(_ added: Range<UInt32>, to ranges: inout [Range<UInt32>]) {
    guard let last = ranges.last, last.upperBound == added.lowerBound || last.upperBound == added.upperBound else {
      return ranges.append(added)
    }
    ranges[ranges.count - 1] = last.lowerBound..<added.upperBound
  }
}
