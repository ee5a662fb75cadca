// Text as part of an address.

extension String {
  /// The text as part of an address: letters and digits of ASCII, `-`, `.` and `_` as they are, every other byte as `%41`.
  ///
  /// - Parameter kept: More characters of ASCII to keep as they are.
  package func addingPercentEscapes(keeping kept: String = "") -> String {
    utf8.reduce(into: "") { text, byte in
      let isPlain = byte < 0x80 && (Character(UnicodeScalar(byte)).isLetter || (0x30...0x39).contains(byte))
      if isPlain || [0x2D, 0x2E, 0x5F].contains(byte) || kept.utf8.contains(byte) {
        text.append(Character(UnicodeScalar(byte)))
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}
