// Quoting of texts that came from outside, for messages.

extension String {
  /// The text in single quotes, with control characters written as escapes, so that a message stays one line and
  /// cannot steer the terminal; texts of more than 120 characters are cut.
  var quoted: String {
    var result = "'"
    for (index, character) in enumerated() {
      if index == 120 {
        result += "…"
        break
      }
      for scalar in character.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
          result += scalar.escaped(asASCII: true)
        default:
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "'"
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
