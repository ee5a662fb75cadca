// The words and strings of a statement, and where they stand.

/// A word or a string of a statement.
struct Token: Equatable {
  enum Kind: Equatable {
    case word
    case string
  }

  var kind: Kind
  /// The word, or what the string stands for.
  var text: String
  /// The column of its first character, counted from 1.
  var column: Int

  /// The token as a message shows it.
  var shown: String { kind == .word ? "'\(text)'" : "\"\(text)\"" }
}

/// Something in a line that cannot be read, before it is known which file and line it is.
struct LineFault: Error {
  var column: Int
  var message: String
  var help: String?
}

/// Cuts a line into tokens.
struct Lexer {
  private let characters: [Character]
  private var position = 0

  private static let longestString = 1_000

  init(_ line: String) {
    characters = Array(line)
  }

  static func tokens(of line: String) throws(LineFault) -> [Token] {
    var lexer = Lexer(line)
    var tokens: [Token] = []
    while let token = try lexer.next() { tokens.append(token) }
    return tokens
  }

  private mutating func next() throws(LineFault) -> Token? {
    while let character = peek, character == " " || character == "\t" { position += 1 }
    guard let character = peek, character != "#" else { return nil }
    return character == "\"" ? try string() : try word()
  }

  private var peek: Character? { position < characters.count ? characters[position] : nil }

  private mutating func word() throws(LineFault) -> Token {
    let start = position
    while let character = peek, character != " ", character != "\t", character != "\"", character != "#" {
      try refuseControl(character)
      position += 1
    }
    return Token(kind: .word, text: String(characters[start..<position]), column: start + 1)
  }

  private mutating func string() throws(LineFault) -> Token {
    let start = position
    var text = ""
    position += 1
    while let character = peek {
      position += 1
      switch character {
      case "\"": return Token(kind: .string, text: text, column: start + 1)
      case "\\": text.append(try escaped())
      default:
        try refuseControl(character)
        text.append(character)
      }
      if text.count > Self.longestString {
        throw LineFault(
          column: start + 1, message: "the string has more than \(Self.longestString) characters", help: nil)
      }
    }
    throw LineFault(column: start + 1, message: "the string has no end", help: "close it with '\"' on the same line")
  }

  /// The character that an escape stands for; the backslash is behind us.
  private mutating func escaped() throws(LineFault) -> Character {
    let column = position
    guard let character = peek else {
      throw LineFault(column: column, message: "the string ends in a backslash", help: "write '\\\\' for a backslash")
    }
    position += 1
    switch character {
    case "\"", "\\": return character
    case "n": return "\n"
    case "t": return "\t"
    case "u": return try unicode(column)
    default:
      throw LineFault(
        column: column, message: "'\\\(character)' is no escape", help: "there are \\\" \\\\ \\n \\t and \\u{1F600}")
    }
  }

  private mutating func unicode(_ column: Int) throws(LineFault) -> Character {
    let rest = characters[position...]
    guard rest.first == "{", let end = rest.prefix(10).firstIndex(of: "}"),
      let number = UInt32(String(rest[(position + 1)..<end]), radix: 16), let scalar = Unicode.Scalar(number)
    else {
      throw LineFault(
        column: column, message: "'\\u' is not followed by a character's number", help: "write \\u{1F600}")
    }
    position = end + 1
    return Character(scalar)
  }

  private func refuseControl(_ character: Character) throws(LineFault) {
    guard let scalar = character.unicodeScalars.first(where: { $0.properties.generalCategory == .control }) else {
      return
    }
    throw LineFault(
      column: position + 1,
      message: "there is a control character, U+\(String(scalar.value, radix: 16, uppercase: true))",
      help: "in a string, write it as \\u{\(String(scalar.value, radix: 16))}")
  }
}
