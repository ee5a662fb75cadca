// Swift source as characters, with what is needed to find declarations in it without a parser.

/// The text of a source file. Comments and string literals are known, so that braces in them do not count.
struct SourceText: Sendable {
  let characters: [Character]
  /// Whether the character is code, and no part of a comment or of a string literal.
  let isCode: [Bool]
  /// Whether the character is part of a comment.
  private let isComment: [Bool]
  /// How many braces are open before each character.
  private let depths: [Int]
  /// The places at which lines begin.
  private let lines: [Int]

  init(_ text: String) {
    let characters = Array(text)
    var isCode = [Bool](repeating: true, count: characters.count)
    var isComment = [Bool](repeating: false, count: characters.count)
    var (index, depth) = (0, 0)
    func has(_ first: Character, _ second: Character) -> Bool {
      characters[index] == first && index + 1 < characters.count && characters[index + 1] == second
    }
    while index < characters.count {
      let (opens, closes) = (has("/", "*"), depth > 0 && has("*", "/"))
      if depth > 0 || opens {
        if opens { depth += 1 } else if closes { depth -= 1 }
        let length = opens || closes ? 2 : 1
        for place in index..<min(index + length, characters.count) { isComment[place] = true }
        index += length
      } else if has("/", "/") {
        while index < characters.count, !characters[index].isNewline {
          isComment[index] = true
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
    for index in characters.indices where isComment[index] { isCode[index] = false }
    self.characters = characters
    (self.isCode, self.isComment) = (isCode, isComment)
    var (open, depths, lines) = (0, [Int](), [0])
    depths.reserveCapacity(characters.count)
    for index in characters.indices {
      if isCode[index], characters[index] == "}" { open -= 1 }
      depths.append(open)
      if isCode[index], characters[index] == "{" { open += 1 }
      if characters[index].isNewline { lines.append(index + 1) }
    }
    (self.depths, self.lines) = (depths, lines)
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

  /// The text of a range, without its comments and the white space around it. A comment between words is a space.
  func text(_ range: Range<Int>) -> String {
    var text = ""
    for index in range.clamped(to: characters.indices) {
      if !isComment[index] {
        text.append(characters[index])
      } else if text.last?.isWhitespace == false {
        text.append(" ")
      }
    }
    return text.trimmed
  }

  /// The place at which a line begins, counted from 1; nil if there is no such line.
  func start(ofLine line: Int) -> Int? { lines.indices.contains(line - 1) ? lines[line - 1] : nil }

  /// The place at which the line of a place begins.
  func startOfLine(_ place: Int) -> Int { lines[line(of: place) - 1] }

  /// The line of a place, counted from 1.
  func line(of place: Int) -> Int {
    var (low, high) = (0, lines.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle] <= place { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Whether a place is in further braces within those that open at another place.
  func isNested(_ place: Int, within open: Int) -> Bool { depths[place] > depths[open] + 1 }

  /// Whether a word of code begins at a place.
  func hasWord(_ word: String, at place: Int) -> Bool {
    guard isCode[place], characters[place] == word.first, characters[place...].starts(with: word) else { return false }
    let end = place + word.count
    func isName(_ index: Int) -> Bool { characters.indices.contains(index) && characters[index].isPartOfName }
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
