// The words of a name or of a query.

/// Cuts text into words.
enum NameWords {
  /// The words of a text, in capitals: what is between characters that are neither letters, digits nor underscores.
  static func of(_ text: String) -> [String] {
    // Names are ASCII, and there are many of them.
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      return text.utf8.split { !isWordByte($0) }.map { word in
        word.contains { (0x61...0x7A).contains($0) } ? Substring(word).uppercased() : String(Substring(word))
      }
    }
    return text.unicodeScalars.split { !isWordScalar($0) }.map { String($0).uppercased() }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
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
