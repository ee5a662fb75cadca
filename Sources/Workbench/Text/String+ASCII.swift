// The marks and the punctuation of the tool's own texts, in ASCII.

extension String {
  /// The text with the marks and the punctuation that the tool itself writes in ASCII, each as wide as before.
  ///
  /// Letters of other scripts stay: only what decorates a text has a counterpart.
  package var withoutDecoration: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    return String(
      map { character in
        switch character {
        case "—", "–", "·", "−": "-"
        case "…", "≠": "~"
        case "“", "”", "‘", "’": "'"
        case "→", "▸": ">"
        case "←": "<"
        case "✗", "×": "x"
        case "✓", "±": "+"
        case "⚑": "^"
        case "�": "?"
        default: character
        }
      })
  }
}
