// Swift source as characters, with what is needed to find declarations in it without a parser.

/// The text of a source file. Comments and string literals are known, so that braces in them do not count.
struct SourceText: Sendable {
  let characters: [Character]
  /// Whether the character is code, and no part of a comment or of a string literal.
  let isCode: [Bool]

  init(_ text: String) {
    characters = Array(text)
    var isCode = [Bool](repeating: true, count: characters.count)
    var (index, depth) = (0, 0)
    func has(_ word: String, _ text: [Character]) -> Bool {
      index + word.count <= text.count && String(text[index..<index + word.count]) == word
    }
    while index < characters.count {
      if depth > 0 || has("/*", characters) {
        if has("/*", characters) { depth += 1 } else if has("*/", characters) { depth -= 1 }
        let isMark = has("/*", characters) || has("*/", characters)
        for place in index..<min(index + (isMark ? 2 : 1), characters.count) { isCode[place] = false }
        index += isMark ? 2 : 1
      } else if has("//", characters) {
        while index < characters.count, !characters[index].isNewline {
          isCode[index] = false
          index += 1
        }
      } else if characters[index] == "\"" {
        let end = Self.endOfLiteral(characters, from: index)
        for place in index..<end { isCode[place] = false }
        index = end
      } else {
        index += 1
      }
    }
    self.isCode = isCode
  }

  /// The place behind a string literal that begins at a place.
  private static func endOfLiteral(_ text: [Character], from start: Int) -> Int {
    let quotes = text[start...].prefix(3).elementsEqual("\"\"\"") ? 3 : 1
    var index = start + quotes
    while index < text.count {
      if text[index] == "\\" {
        index += 2
      } else if text[index...].prefix(quotes).allSatisfy({ $0 == "\"" }), index + quotes <= text.count {
        return index + quotes
      } else if quotes == 1, text[index].isNewline {
        return index
      } else {
        index += 1
      }
    }
    return text.count
  }

  /// The text of a range, without the white space around it.
  func text(_ range: Range<Int>) -> String {
    var range = range.clamped(to: characters.indices)
    while let first = range.first, characters[first].isWhitespace { range = range.dropFirst() }
    while let last = range.last, characters[last].isWhitespace { range = range.dropLast() }
    return String(characters[range])
  }

  /// The place at which a line begins, counted from 1; nil if there is no such line.
  func start(ofLine line: Int) -> Int? {
    var (current, index) = (1, 0)
    while current < line {
      guard index < characters.count else { return nil }
      if characters[index].isNewline { current += 1 }
      index += 1
    }
    return line >= 1 ? index : nil
  }

  /// The line of a place, counted from 1.
  func line(of place: Int) -> Int { 1 + characters.prefix(place).count { $0.isNewline } }

  /// Whether a word of code begins at a place.
  func hasWord(_ word: String, at place: Int) -> Bool {
    let end = place + word.count
    guard end <= characters.count, isCode[place], String(characters[place..<end]) == word else { return false }
    func isName(_ index: Int) -> Bool {
      characters.indices.contains(index)
        && (characters[index].isLetter || characters[index].isNumber || characters[index] == "_")
    }
    return !isName(place - 1) && !isName(end)
  }

  /// The places at which a word of code begins.
  func places(of word: String, in range: Range<Int>? = nil) -> [Int] {
    (range ?? characters.indices).filter { hasWord(word, at: $0) }
  }

  /// The place of the bracket that closes the one at a place; nil if nothing does.
  func closing(_ place: Int) -> Int? {
    var depth = 0
    for index in place..<characters.count where isCode[index] {
      switch characters[index] {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  /// The next place of a character of code.
  func next(_ character: Character, from place: Int) -> Int? {
    (place..<max(place, characters.count)).first { isCode[$0] && characters[$0] == character }
  }
}
