// One line of a scenario as words and strings with their places, of which some can be replaced.

/// A statement on its line. What is not replaced stays byte for byte: blanks, comments, the other words.
struct StatementLine {
  /// The line without its ending.
  private let scalars: [Unicode.Scalar]
  private let tokens: [(token: Token, range: Range<Int>)]

  /// The statement of a line; nil if the line is indented, empty, a comment, or cannot be cut into words.
  init?(_ line: String) {
    guard let first = line.first, first != " ", first != "\t", first != "#" else { return nil }
    var lexer = Lexer(line)
    var tokens: [(token: Token, range: Range<Int>)] = []
    do throws(LineFault) {
      while let next = try lexer.placedToken() { tokens.append(next) }
    } catch {
      // The text of a title may be anything; its first word is enough.
      if tokens.isEmpty { return nil }
    }
    if tokens.isEmpty { return nil }
    scalars = Array(line.unicodeScalars)
    self.tokens = tokens
  }

  /// The number of words and strings, the keyword included.
  var count: Int { tokens.count }

  /// The keyword.
  var keyword: String { tokens[0].token.text }

  /// Where the first argument begins, in scalars; nil if there is none.
  var argumentColumn: Int? { tokens.count > 1 ? tokens[1].range.lowerBound : nil }

  /// The n-th word or string, the keyword being the first; nil behind the last.
  subscript(_ index: Int) -> Token? { tokens.indices.contains(index) ? tokens[index].token : nil }

  /// Whether some words begin at a place.
  func has(_ words: [String], at index: Int) -> Bool {
    words.enumerated().allSatisfy { self[index + $0]?.kind == .word && self[index + $0]?.text == $1 }
  }

  /// The words and strings of a range as they are written, with what is between them.
  func source(_ range: Range<Int>) -> String {
    guard let first = tokens[range].first, let last = tokens[range].last else { return "" }
    return text(first.range.lowerBound..<last.range.upperBound)
  }

  /// The line with the words and strings of a range replaced.
  func replacing(_ range: Range<Int>, with words: String) -> String {
    guard let first = tokens[range].first, let last = tokens[range].last else { return text(scalars.indices) }
    return text(0..<first.range.lowerBound) + words + text(last.range.upperBound..<scalars.count)
  }

  private func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }
}
