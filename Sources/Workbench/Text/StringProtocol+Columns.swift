// Texts in columns of a terminal: padded, wrapped and cut by their display width.

extension StringProtocol {
  /// How many columns of a terminal the text takes.
  package var displayWidth: Int { DisplayWidth.of(self) }

  /// The text padded with blanks to `columns` columns. Longer texts stay as they are.
  package func padded(to columns: Int) -> String {
    let text = String(self)
    return text + String(repeating: " ", count: Swift.max(0, columns - text.displayWidth))
  }

  /// The text right-aligned in `columns` columns. Longer texts stay as they are.
  package func leftPadded(to columns: Int) -> String {
    let text = String(self)
    return String(repeating: " ", count: Swift.max(0, columns - text.displayWidth)) + text
  }

  /// The longest prefix that fits into `columns` columns.
  package func prefix(columns: Int) -> SubSequence {
    var used = 0
    return prefix { character in
      used += DisplayWidth.of(character)
      return used <= columns
    }
  }

  /// The text, or the beginning of it that fits into a number of columns together with a mark for what is left out.
  package func clipped(toColumns columns: Int, mark: String = "…") -> String {
    guard displayWidth > columns else { return String(self) }
    return String(prefix(columns: columns - mark.displayWidth)) + mark
  }

  /// The text in lines of at most `columns` columns, broken at blanks, and within words that are longer than a line.
  package func wrapped(to columns: Int) -> [String] {
    TextWrapping.lines(of: String(self), columns)
  }
}

extension String {
  /// As for all texts; other modules call this one, which is compiled for strings alone.
  package var displayWidth: Int { DisplayWidth.of(self) }
}

/// Breaks texts into lines.
private enum TextWrapping {
  /// The text in lines of at most `columns` columns, broken at blanks, and within words that are longer than a line.
  static func lines(of text: String, _ columns: Int) -> [String] {
    var lines: [String] = []
    var (line, used) = ("", 0)
    for word in words(of: text) {
      var (word, width) = (word, DisplayWidth.of(word))
      if !line.isEmpty, used + 1 + width > columns {
        lines.append(line)
        (line, used) = ("", 0)
      }
      while width > columns {
        let fitting = word.prefix(columns: columns)
        // A character that is wider than the line has a line of its own.
        let head = fitting.isEmpty ? word.prefix(1) : fitting
        lines.append(String(head))
        word = word.dropFirst(head.count)
        width = DisplayWidth.of(word)
      }
      used += (line.isEmpty ? 0 : 1) + width
      if !line.isEmpty { line += " " }
      line += String(word)
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }

  /// What is between blanks. In ASCII each byte is a character, but for CR and LF together, which are no blank.
  private static func words(of text: String) -> [Substring] {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return text.split(separator: " ") }
    return text.utf8.split(separator: UInt8(ascii: " ")).map(Substring.init)
  }
}
