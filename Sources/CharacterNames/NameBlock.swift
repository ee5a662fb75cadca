// Characters that follow each other and have the same words in their names.

/// One character, or a run of ideographs, whose names differ in their number alone.
///
/// Two thirds of all names are of that kind. Storing them as runs halves the time in which the index is built.
struct NameBlock {
  private let words: [Int]
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
  /// - Parameters:
  ///   - name: All names of the character, as one text.
  ///   - table: The words that are known.
  init(of scalar: Unicode.Scalar, called name: String, in table: inout NameWordTable) {
    prefix = Self.numberedNames.first { name.hasPrefix($0) }
    words = table.numbers(of: prefix ?? name)
    codePoints = scalar.value..<scalar.value + 1
  }

  private static let unifiedNames = "CJK UNIFIED IDEOGRAPH-"
  private static let numberedNames = [unifiedNames, "CJK COMPATIBILITY IDEOGRAPH-", "TANGUT IDEOGRAPH-"]

  /// Takes in the next character, if its name differs in the number alone.
  ///
  /// - Returns: Whether it did.
  mutating func extend(by scalar: Unicode.Scalar) -> Bool {
    guard let prefix, scalar.value == codePoints.upperBound else { return false }
    // Unicode derives the names of unified ideographs from their numbers, so the making of most names is spared.
    let isUnified = prefix == Self.unifiedNames && scalar.properties.isUnifiedIdeograph
    guard isUnified || scalar.properties.name?.hasPrefix(prefix) == true else { return false }
    codePoints = codePoints.lowerBound..<scalar.value + 1
    return true
  }

  /// Adds the block to what is known of its words.
  func file(in table: inout NameWordTable) {
    for word in words { table.add(codePoints, to: word) }
  }
}
