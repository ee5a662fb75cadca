// How many columns a text takes in a terminal, by what a reader sees as one character.

/// The number of terminal columns of texts: two for a wide character, none for a combining one.
///
/// A character is a grapheme cluster, which a terminal draws in one place: an emoji with its skin tone, a family that
/// joiners hold together, a flag of two letters, a keycap, a letter with its accents.
package enum DisplayWidth {
  /// The columns of `text`.
  package static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy(isPlain) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of one character: two for an emoji, and otherwise those of its widest scalar.
  package static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.index(after: scalars.startIndex) == scalars.endIndex { return of(first) }
    let isFlag = isRegional(first) && scalars.dropFirst().contains(where: isRegional)
    // The selector asks for the coloured picture of a character that is text by itself: "⚠️" for "⚠", "1️⃣" for "1".
    let isPicture = first.properties.isEmoji && scalars.contains("\u{FE0F}")
    return isFlag || isPicture ? 2 : scalars.reduce(0) { max($0, of($1)) }
  }

  /// Whether a byte is a letter, a digit or a mark of ASCII, each of which takes a column.
  private static func isPlain(_ byte: UInt8) -> Bool { 0x20..<0x7F ~= byte }

  private static func isRegional(_ scalar: Unicode.Scalar) -> Bool { 0x1F1E6...0x1F1FF ~= scalar.value }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    if isNarrow(scalar.value) { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if joining.contains(where: { $0.contains(scalar.value) }) { return 0 }
    if scalar.properties.isEmojiPresentation { return isRegional(scalar) ? 1 : 2 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// Whether a scalar is in one of the blocks of narrow characters, of which timelines mostly consist: ASCII, box drawing,
  /// punctuation, mathematical signs.
  ///
  /// They are known without a lookup of their properties, and without ranges, whose types the runtime makes on first use.
  package static func isNarrow(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20...0x7E, 0x2500...0x257F, 0x2010...0x2027, 0x2200...0x22FF: true
    default: false
    }
  }

  /// The vowels and final consonants of Korean, which are drawn within the syllable that their first consonant begins.
  private static let joining: [ClosedRange<UInt32>] = [0x1160...0x11FF, 0xD7B0...0xD7FF]

  /// The wide and full-width characters that are no emoji (Unicode Standard Annex 11).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}
