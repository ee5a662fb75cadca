// Text inside XML and HTML.

extension String {
  /// Whether the text is the same as markup: printable ASCII without the marks of XML.
  private var isPlainMarkup: Bool {
    utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): false
      default: (0x20..<0x7F).contains(byte)
      }
    }
  }

  /// The text with the marks of XML escaped, and without characters that XML does not allow.
  package var asMarkup: String {
    if isPlainMarkup { return self }
    return VisibleText.of(self).unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      // XML has no such characters, not even as references.
      case "\u{FFFE}", "\u{FFFF}": text += "�"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
