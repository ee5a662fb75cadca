// How many columns a text takes in a terminal.

/// The number of terminal columns of texts: two for a wide character, none for a combining one.
enum DisplayWidth {
  /// The columns of `text`.
  static func of(_ text: String) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  /// The columns of one character, as seen: that of its widest scalar.
  static func of(_ character: Character) -> Int {
    character.unicodeScalars.reduce(0) { max($0, of($1)) }
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: 0
    default: wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// The blocks of wide and full-width characters (Unicode Standard Annex 11), and the emoji.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
    0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}

extension String {
  /// How many columns of a terminal the text takes.
  package var displayWidth: Int { DisplayWidth.of(self) }

  /// The text padded with blanks to `columns` columns. Longer texts stay as they are.
  func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - DisplayWidth.of(self)))
  }

  /// The text right-aligned in `columns` columns.
  func leftPadded(to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - DisplayWidth.of(self))) + self
  }

  /// The text in lines of at most `columns` columns, broken at blanks, and within words that are longer than a line.
  func wrapped(to columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ", omittingEmptySubsequences: true) {
      var word = Substring(word)
      if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(String(word)) > columns {
        lines.append(line)
        line = ""
      }
      while DisplayWidth.of(String(word)) > columns {
        let head = word.prefixFitting(columns)
        lines.append(String(head))
        word = word.dropFirst(head.count)
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }
}

extension Substring {
  /// The longest prefix that fits into the given columns, at least one character.
  fileprivate func prefixFitting(_ columns: Int) -> Substring {
    var used = 0
    let fitting = prefix { character in
      used += DisplayWidth.of(character)
      return used <= columns
    }
    return fitting.isEmpty ? prefix(1) : fitting
  }
}
