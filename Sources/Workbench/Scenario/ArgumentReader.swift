// Reads the arguments of a statement one by one, and says what is wrong where.

/// The tokens of a statement behind its keyword, read from left to right.
struct ArgumentReader {
  let keyword: Token
  /// How the statement is written, for messages.
  let usage: String
  private let tokens: [Token]
  private var position = 0
  private let endColumn: Int

  init(keyword: Token, tokens: [Token], usage: String, endColumn: Int) {
    self.keyword = keyword
    self.tokens = tokens
    self.usage = usage
    self.endColumn = endColumn
  }

  var peek: Token? { position < tokens.count ? tokens[position] : nil }

  /// The next token.
  mutating func next(_ expected: String) throws(LineFault) -> Token {
    guard let token = peek else {
      throw LineFault(
        column: endColumn, message: "'\(keyword.text)' ends where \(expected) should follow", help: "write \(usage)")
    }
    position += 1
    return token
  }

  /// Whether the next token is this word; if so it is read.
  mutating func accepts(_ word: String) -> Bool {
    guard let token = peek, token.kind == .word, token.text == word else { return false }
    position += 1
    return true
  }

  /// One of some words.
  mutating func word(among words: [String]) throws(LineFault) -> Token {
    let list = words.map { "'\($0)'" }
    let expected = list.count > 1 ? list.dropLast().joined(separator: ", ") + " or " + list[list.count - 1] : list[0]
    let token = try next(expected)
    guard token.kind == .word, words.contains(token.text) else {
      let suggestion = Suggestion.closest(to: token.text, in: words).map { "did you mean '\($0)'?" }
      throw LineFault(
        column: token.column, message: "found \(token.shown) where \(expected) was expected",
        help: suggestion ?? "write \(usage)")
    }
    return token
  }

  mutating func string(_ what: String) throws(LineFault) -> String {
    let token = try next("\(what) in quotes")
    guard token.kind == .string else {
      throw LineFault(
        column: token.column, message: "found \(token.shown) where \(what) in quotes was expected",
        help: "write \"\(token.text)\"")
    }
    return token.text
  }

  /// A name: a bare word or a string.
  mutating func name(_ what: String) throws(LineFault) -> Token {
    let token = try next(what)
    guard !token.text.isEmpty else {
      throw LineFault(column: token.column, message: "\(what) is empty", help: "write \(usage)")
    }
    return token
  }

  mutating func integer(_ what: String, in range: ClosedRange<Int>) throws(LineFault) -> Int {
    let token = try next(what)
    guard let number = Int(token.text), token.kind == .word else {
      throw LineFault(
        column: token.column, message: "found \(token.shown) where \(what) was expected", help: "write \(usage)")
    }
    guard range.contains(number) else {
      throw LineFault(
        column: token.column,
        message: "\(what) is \(number), and must be from \(range.lowerBound) to \(range.upperBound)", help: nil)
    }
    return number
  }

  mutating func duration() throws(LineFault) -> Duration {
    let token = try next("a duration")
    return try DurationLiteral.parse(token.text[...], column: token.column)
  }

  /// A duration or a range of two: `10ms..40ms`.
  mutating func durations() throws(LineFault) -> ClosedRange<Duration> {
    let token = try next("a duration")
    guard let dots = token.text.firstRange(of: "..") else {
      let single = try DurationLiteral.parse(token.text[...], column: token.column)
      return single...single
    }
    let lower = try DurationLiteral.parse(token.text[..<dots.lowerBound], column: token.column)
    let column = token.column + token.text.distance(from: token.text.startIndex, to: dots.upperBound)
    let upper = try DurationLiteral.parse(token.text[dots.upperBound...], column: column)
    guard lower <= upper else {
      throw LineFault(
        column: token.column, message: "the range '\(token.text)' runs backwards", help: "begin with the shorter one")
    }
    return lower...upper
  }

  /// Passes over everything, for a statement that takes the line as it stands.
  mutating func skipAll() {
    position = tokens.count
  }

  /// Makes sure that nothing is left.
  func end() throws(LineFault) {
    guard let token = peek else { return }
    throw LineFault(
      column: token.column, message: "found \(token.shown) behind the end of the statement", help: "write \(usage)")
  }
}
