// The words of a name or of a query.

/// Cuts text into words.
enum NameWords {
  /// The words of a text, in capitals: what is between characters that are neither letters, digits nor underscores.
  static func of(_ text: String) -> [String] {
    // Names are ASCII, and there are many of them: they are split as bytes.
    var bytes = Array(text.utf8)
    guard bytes.allSatisfy({ $0 < 0x80 }) else {
      return text.unicodeScalars.split { !isWordScalar($0) }.map { String($0).uppercased() }
    }
    for index in bytes.indices where (0x61...0x7A).contains(bytes[index]) { bytes[index] -= 0x20 }
    var words: [String] = []
    words.reserveCapacity(8)
    var start = 0
    for end in 0...bytes.count where end == bytes.count || !isWordByte(bytes[end]) {
      if start < end { words.append(String(decoding: bytes[start..<end], as: UTF8.self)) }
      start = end + 1
    }
    return words
  }

  /// Whether a byte of ASCII belongs to a word.
  static func isWordByte(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      true
    default: scalar == "_"
    }
  }
}
