// Text inside XML and HTML.

extension String {
  /// The text with the marks of XML escaped, and without characters that XML does not allow.
  package var asMarkup: String {
    VisibleText.of(self).reduce(into: "") { text, character in
      switch character {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      // XML has no such characters, not even as references.
      case _ where character.unicodeScalars.contains { $0.value == 0xFFFE || $0.value == 0xFFFF }: text += "�"
      default: text.append(character)
      }
    }
  }
}
