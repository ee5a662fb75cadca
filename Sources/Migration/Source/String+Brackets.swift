// Text of types and parameters: its parts outside of brackets, and what comes before it.

extension String {
  /// The characters that are in no brackets, with their places. The `>` of an arrow is no bracket.
  private var outsideBrackets: [(index: Index, character: Character)] {
    var found: [(index: Index, character: Character)] = []
    var (depth, previous): (Int, Character) = (0, " ")
    for (index, character) in zip(indices, self) {
      switch character {
      case "(", "[", "{", "<": depth += 1
      case ")", "]", "}": depth -= 1
      case ">" where previous != "-": depth -= 1
      default: if depth == 0 { found.append((index, character)) }
      }
      previous = character
    }
    return found
  }

  /// The parts between the commas that are in no brackets.
  var partsAtCommas: [String] {
    var parts: [String] = []
    var start = startIndex
    for comma in outsideBrackets.filter({ $0.character == "," }).map(\.index) {
      parts.append(String(self[start..<comma]))
      start = index(after: comma)
    }
    return (parts + [String(self[start...])]).map(\.trimmed).filter { !$0.isEmpty }
  }

  /// The text before and behind the first colon that is in no brackets.
  var partsAtColon: (before: String, behind: String)? {
    guard let colon = outsideBrackets.first(where: { $0.character == ":" })?.index else { return nil }
    return (String(self[..<colon]).trimmed, String(self[index(after: colon)...]).trimmed)
  }

  /// The text within the parentheses with which it begins, and what follows them.
  var partsAtParentheses: (inside: String, behind: String)? {
    guard hasPrefix("(") else { return nil }
    var depth = 0
    for (index, character) in zip(indices, self) {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth > 0 { continue }
      return (
        String(self[self.index(after: startIndex)..<index]).trimmed, String(self[self.index(after: index)...]).trimmed
      )
    }
    return nil
  }

  /// A type without the attributes and the words of ownership before it.
  var withoutAttributes: String {
    var text = trimmed
    while let word = text.split(separator: " ").first,
      (word.hasPrefix("@") && !word.contains("(")) || ["inout", "sending", "borrowing", "consuming"].contains(word)
    {
      text = String(text.dropFirst(word.count)).trimmed
    }
    return text
  }

  /// A type without the word `any` or `some` before it.
  var withoutExistential: String {
    for prefix in ["any ", "some "] where hasPrefix(prefix) { return String(dropFirst(prefix.count)) }
    return self
  }

  /// Whether it is the type of nothing.
  var isNothing: Bool { self == "Void" || self == "()" }

  /// The text without the white space around it.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
