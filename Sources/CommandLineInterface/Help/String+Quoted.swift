// Showing texts that came from outside: in quotes, with nothing hidden.

extension String {
  /// The text in single quotes, made visible; texts of more than 120 characters are cut.
  var quoted: String {
    let isLong = dropFirst(120).isEmpty == false
    return "'" + String(prefix(120)).visible + (isLong ? "…" : "") + "'"
  }

  /// The text with control characters written as escapes, so that it stays one line and cannot steer the terminal.
  var visible: String {
    // Most texts are ASCII.
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: text += scalar.escaped(asASCII: true)
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension String {
  /// The text with escapes for characters beyond ASCII that a terminal obeys or hides; those that join the parts of one
  /// character are kept.
  var fitForTerminal: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    return reduce(into: "") { text, character in
      switch character.unicodeScalars.first?.properties.generalCategory {
      case .control where !character.isASCII, .format, .lineSeparator, .paragraphSeparator:
        for scalar in character.unicodeScalars { text += scalar.escaped(asASCII: true) }
      default: text.append(character)
      }
    }
  }
}

extension Collection<String> {
  /// The words as an English list: `a, b or c`.
  var alternatives: String {
    guard let last = reversed().first else { return "" }
    guard count > 1 else { return last }
    return dropLast().joined(separator: ", ") + " or " + last
  }
}
