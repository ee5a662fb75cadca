// Reads the arguments of a statement one by one, and says what is wrong where.

/// The tokens of a statement behind its keyword, read from left to right.
struct ArgumentReader {
  /// The keyword of the statement.
  let keyword: String
  /// The ways to write the statement, for messages.
  private let usages: [String]
  private let tokens: [Token]
  private var position = 0
  private let endColumn: Int
  /// The words of the statement's own that were read.
  private var words: [String] = []
  /// The ranges of durations that were read and are too narrow for a choice in whole milliseconds.
  private(set) var narrowRanges: [(text: String, column: Int)] = []

  init(keyword: String, tokens: [Token], usages: [String], endColumn: Int) {
    self.keyword = keyword
    self.tokens = tokens
    self.usages = usages
    self.endColumn = endColumn
  }

  /// The ways to write the statement that have all the words which were read; all ways if none has.
  private var advice: [String] {
    let fitting = usages.filter { usage in
      let known = usage.split { " []|".contains($0) }
      return words.allSatisfy { known.contains($0[...]) }
    }
    return (fitting.isEmpty ? usages : fitting).map { "write \($0)" }
  }

  var peek: Token? { position < tokens.count ? tokens[position] : nil }

  /// The column of the next token, or behind the statement.
  var column: Int { peek?.column ?? endColumn }

  /// The token behind the next one.
  var second: Token? { position + 1 < tokens.count ? tokens[position + 1] : nil }

  /// The next token.
  mutating func next(_ expected: @autoclosure () -> String) throws(LineFault) -> Token {
    guard let token = peek else {
      throw LineFault(
        column: endColumn, message: "'\(keyword)' ends where \(expected()) should follow", advice: advice)
    }
    position += 1
    return token
  }

  /// One of some words.
  mutating func word(among words: [String]) throws(LineFault) -> String {
    let token = try next(Self.list(words))
    guard token.kind == .word, words.contains(token.text) else {
      throw unexpected(token, Self.list(words), help: Self.didYouMean(token.text, words))
    }
    self.words.append(token.text)
    return token.text
  }

  /// A string.
  mutating func string(_ what: String) throws(LineFault) -> String {
    let token = try next("\(what) in quotes")
    guard token.kind == .string else {
      let isTypographic = token.text.first.map { "“”„«»'‘’".contains($0) } ?? false
      throw unexpected(
        token, "\(what) in quotes",
        help: isTypographic
          ? "write strings in straight double quotes" : "write \"\(VisibleText.clipped(token.text))\"")
    }
    return token.text
  }

  /// A name: a word or a string.
  ///
  /// - Parameter words: What may follow the name; a name that is one of these must be a string, so that a name left
  ///   out is seen.
  mutating func name(_ what: String, before words: [String] = []) throws(LineFault) -> String {
    let token = try next(what)
    if token.text.isEmpty { throw LineFault(column: token.column, message: "\(what) is empty", advice: advice) }
    if token.kind == .word, words.contains(token.text) {
      throw LineFault(
        column: token.column, message: "found '\(token.text)' where \(what) was expected",
        help: "name it, as in \(keyword) 1; quote a name that is a word of the statement")
    }
    return token.text
  }

  /// A whole number, in decimal digits without a sign and without zeros in front.
  mutating func integer<Number: FixedWidthInteger>(
    _ what: String, in range: ClosedRange<Number>
  ) throws(LineFault) -> Number {
    let token = try next(what)
    guard token.isNumber else { throw unexpected(token, what) }
    guard let number = Number(token.text), range.contains(number) else {
      throw LineFault(
        column: token.column,
        message: "\(what) is \(VisibleText.clipped(token.text)), and must be from \(range.lowerBound) to "
          + "\(range.upperBound)", help: nil)
    }
    guard token.text == "\(number)" else { throw unexpected(token, what, help: "write \(number)") }
    return number
  }

  /// The number of a pipeline, to be checked against how many there are.
  ///
  /// - Parameters:
  ///   - draft: The scenario so far.
  ///   - purpose: What is done to the pipeline, for the end of the sentence that there is none.
  mutating func pipeline(for draft: inout ScenarioDraft, _ purpose: String = "") throws(LineFault) -> Int {
    let column = self.column
    let pipeline = try integer("a pipeline's number", in: StatementTable.pipelines)
    draft.mention(.pipeline(pipeline), column: column, purpose)
    return pipeline
  }

  mutating func duration() throws(LineFault) -> Duration {
    let token = try next("a duration")
    guard token.kind == .word, !token.text.contains("..") else {
      throw unexpected(token, "a duration", help: "write it as in 30ms")
    }
    return try DurationLiteral.parse(token.text[...], column: token.column)
  }

  /// A duration or a range of two: `10ms..40ms`.
  mutating func durations() throws(LineFault) -> ClosedRange<Duration> {
    guard let token = peek, token.kind == .word, let dots = token.text.firstRange(of: "..") else {
      let single = try duration()
      return single...single
    }
    position += 1
    let lower = try DurationLiteral.parse(token.text[..<dots.lowerBound], column: token.column)
    let column = token.column + token.text.distance(from: token.text.startIndex, to: dots.upperBound)
    let upper = try DurationLiteral.parse(token.text[dots.upperBound...], column: column)
    guard lower <= upper else {
      throw LineFault(
        column: token.column, message: "the range '\(token.text)' runs backwards", help: "begin with the shorter one")
    }
    if lower < upper, upper - lower < .milliseconds(1) { narrowRanges.append((token.text, token.column)) }
    return lower...upper
  }

  /// The line after the keyword, verbatim, for a statement that takes text.
  mutating func text(_ what: String) throws(LineFault) -> String {
    try next(what).text
  }

  /// Passes over all that is left.
  mutating func skip() {
    position = tokens.count
  }

  /// Makes sure that nothing is left.
  func end() throws(LineFault) {
    guard let token = peek else { return }
    throw LineFault(
      column: token.column, message: "found \(token.shown) after the end of the statement", advice: advice)
  }

  /// "did you mean", if one of the words is near to a word.
  static func didYouMean(_ word: String, _ words: [String]) -> String? {
    Suggestion.closest(to: word, in: words).map { "did you mean '\($0)'?" }
  }

  /// `'a', 'b' or 'c'`.
  static func list(_ words: [String]) -> String {
    let shown = words.map { "'\($0)'" }
    guard let last = shown.last, shown.count > 1 else { return shown.joined() }
    return shown.dropLast().joined(separator: ", ") + " or " + last
  }

  private func unexpected(_ token: Token, _ expected: String, help: String? = nil) -> LineFault {
    LineFault(
      column: token.column, message: "found \(token.shown) where \(expected) was expected",
      advice: help.map { [$0] } ?? advice)
  }
}

extension Token {
  /// Whether it is a word of decimal digits.
  var isNumber: Bool {
    kind == .word && !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
