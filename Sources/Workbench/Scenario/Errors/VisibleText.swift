// Found text as a message may show it: nothing in it that a terminal hides, obeys, or is flooded by.

/// Makes text that came from outside fit for a message.
enum VisibleText {
  /// The most bytes of one character that are shown: a letter with a few accents, the longest emoji.
  private static let largestCharacter = 64
  /// The most characters of a word that are shown.
  private static let longestWord = 40

  /// The text with every character that cannot be shown replaced.
  static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    return String(text.map(character))
  }

  /// The beginning of the text, with `…` for the rest of a long one.
  static func clipped(_ text: String) -> String {
    let head = text.prefix(longestWord)
    return of(String(head)) + (head.endIndex < text.endIndex ? "…" : "")
  }

  /// The character, a blank for a tab, and `�` for one that cannot be shown.
  static func character(_ character: Character) -> Character {
    if character == "\t" { return " " }
    guard character.utf8.count <= largestCharacter, let first = character.unicodeScalars.first else { return "�" }
    switch first.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return "�"
    default: return character
    }
  }
}
