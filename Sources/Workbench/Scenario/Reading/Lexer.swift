// Cuts a line into words and strings.

/// Reads a line from left to right.
///
/// It reads scalars and counts characters: a combining mark behind a quote makes one character with it, and it is a
/// quote all the same.
struct Lexer {
  private let scalars: [Unicode.Scalar]
  /// The column of each scalar's character, and the one behind the line; nil if each scalar is a character.
  private let columns: [Int]?
  private var position = 0

  /// The most characters that a string may have.
  static let longestString = 1_000

  init(_ line: String) {
    let bytes = Array(line.utf8)
    if bytes.allSatisfy({ $0 < 0x80 }) {
      // In ASCII only CR and LF make one character together, and no line has an LF.
      scalars = bytes.map { Unicode.Scalar($0) }
      columns = nil
      return
    }
    var scalars: [Unicode.Scalar] = []
    var columns: [Int] = []
    for (index, character) in line.enumerated() {
      scalars.append(contentsOf: character.unicodeScalars)
      columns.append(contentsOf: repeatElement(index + 1, count: scalars.count - columns.count))
    }
    columns.append((columns.last ?? 0) + 1)
    self.scalars = scalars
    self.columns = columns
  }

  /// The column that is read next.
  var column: Int { column(at: position) }
  /// The column behind the line.
  var endColumn: Int { column(at: scalars.count) }

  /// The words and strings up to the end of the line or a comment.
  mutating func tokens() throws(LineFault) -> [Token] {
    var tokens: [Token] = []
    while let token = try token() { tokens.append(token) }
    return tokens
  }

  /// The next word or string; nil at the end of the line or a comment.
  mutating func token() throws(LineFault) -> Token? {
    skipBlanks()
    guard let next = peek, next != "#" else { return nil }
    let token = next == "\"" ? try string() : try word()
    guard let behind = peek, !Self.isBlank(behind), behind != "#" else { return token }
    throw LineFault(
      column: column, message: "there is no blank behind \(token.shown)", help: "put a blank between the two")
  }

  /// The next word or string and the scalars of the line that it takes; nil at the end of the line or a comment.
  mutating func placedToken() throws(LineFault) -> (token: Token, range: Range<Int>)? {
    skipBlanks()
    let start = position
    return try token().map { ($0, start..<position) }
  }

  /// The rest of the line verbatim, without surrounding blanks.
  mutating func rest() throws(LineFault) -> Token {
    skipBlanks()
    let start = position
    while let scalar = peek {
      try refuseControl(scalar)
      position += 1
    }
    var end = position
    while end > start, Self.isBlank(scalars[end - 1]) { end -= 1 }
    return Token(kind: .rest, text: text(start..<end), column: column(at: start))
  }

  /// The rest of the line up to a comment, with one blank for several outside of strings; strings stay as written.
  mutating func folded() throws(LineFault) -> String {
    skipBlanks()
    var folded = LexedText()
    while let scalar = peek {
      if scalar == "#", folded.isEmpty || folded.endsInBlank { break }
      if Self.isBlank(scalar) {
        skipBlanks()
        folded.append(" ")
      } else if scalar == "\"" {
        let start = position
        _ = try string()
        folded.append(contentsOf: scalars[start..<position])
      } else {
        try refuseInWord(scalar)
        folded.append(scalar)
        position += 1
      }
    }
    if folded.endsInBlank { folded.removeBlank() }
    return folded.string
  }

  /// The comment that is read next; nil if none is.
  var comment: String? { peek == "#" ? text(position..<scalars.count) : nil }

  /// The rest of the line up to a comment, verbatim, without surrounding blanks.
  mutating func withoutComment() throws(LineFault) -> String {
    skipBlanks()
    let start = position
    while let scalar = peek {
      if scalar == "#", position == start || Self.isBlank(scalars[position - 1]) { break }
      if scalar == "\"" { _ = try string() } else { position += 1 }
    }
    var end = position
    while end > start, Self.isBlank(scalars[end - 1]) { end -= 1 }
    return text(start..<end)
  }

  private func column(at position: Int) -> Int { columns?[position] ?? position + 1 }

  private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  private mutating func skipBlanks() {
    while let scalar = peek, Self.isBlank(scalar) { position += 1 }
  }

  private func text(_ range: Range<Int>) -> String {
    var text = LexedText()
    text.append(contentsOf: scalars[range])
    return text.string
  }

  private mutating func word() throws(LineFault) -> Token {
    let start = position
    while let scalar = peek, !Self.isBlank(scalar), scalar != "\"", scalar != "#" {
      try refuseInWord(scalar)
      position += 1
    }
    return Token(kind: .word, text: text(start..<position), column: column(at: start))
  }

  private mutating func string() throws(LineFault) -> Token {
    let start = column
    var text = LexedText()
    position += 1
    while let scalar = peek {
      position += 1
      switch scalar {
      case "\"":
        let token = Token(kind: .string, text: text.string, column: start)
        guard text.byteCount <= Self.longestString || token.text.count <= Self.longestString else {
          throw LineFault(
            column: start, message: "the string has more than \(Self.longestString) characters", help: nil)
        }
        return token
      case "\\": text.append(try escaped())
      default:
        position -= 1
        try refuseControl(scalar)
        text.append(scalar)
        position += 1
      }
    }
    throw LineFault(column: start, message: "the string has no end", help: "close it with '\"' on the same line")
  }

  /// The character of an escape. The backslash is already consumed.
  private mutating func escaped() throws(LineFault) -> Unicode.Scalar {
    let column = column(at: position - 1)
    guard let scalar = peek else {
      throw LineFault(column: column, message: "the string ends in a backslash", help: "write '\\\\' for a backslash")
    }
    position += 1
    switch scalar {
    case "\"", "\\": return scalar
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u": return try numbered(column)
    default:
      throw LineFault(
        column: column, message: "'\\\(VisibleText.of(String(scalar)))' is no escape",
        help: "there are \\\" \\\\ \\n \\r \\t and \\u{1F600}")
    }
  }

  /// The character whose number follows in braces: one to eight hexadecimal digits.
  private mutating func numbered(_ column: Int) throws(LineFault) -> Unicode.Scalar {
    let inside = scalars[position...].dropFirst().prefix { $0.properties.isASCIIHexDigit }
    let end = position + 1 + inside.count
    guard peek == "{", end < scalars.count, scalars[end] == "}", inside.count <= 8,
      let number = UInt32(String(String.UnicodeScalarView(inside)), radix: 16), let scalar = Unicode.Scalar(number)
    else {
      throw LineFault(
        column: column, message: "'\\u' is not followed by a character's number", help: "write it as in \\u{1F600}")
    }
    position = end + 1
    return scalar
  }

  private func refuseControl(_ scalar: Unicode.Scalar) throws(LineFault) {
    if (0x20..<0x7F).contains(scalar.value) { return }
    guard scalar.properties.generalCategory == .control else { return }
    let help =
      switch scalar {
      case "\t": "write a blank, or \\t in a string"
      case "\r": "lines end in LF or CRLF"
      default: "take it out, or write \\u{\(String(scalar.value, radix: 16))} in a string"
      }
    throw LineFault(column: column, message: "there is a control character, \(Self.number(of: scalar))", help: help)
  }

  /// Refuses what looks like a blank and is none, besides control characters.
  private func refuseInWord(_ scalar: Unicode.Scalar) throws(LineFault) {
    if scalar.isASCII && scalar.value > 0x20 && scalar.value < 0x7F { return }
    try refuseControl(scalar)
    guard scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}" else { return }
    throw LineFault(
      column: column, message: "there is a character that looks like a blank and is none, \(Self.number(of: scalar))",
      help: "write a blank")
  }

  private static func number(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
