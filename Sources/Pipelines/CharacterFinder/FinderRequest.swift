// The request in a line of a session.

/// The request of a client in a line.
enum FinderRequest: Sendable, Hashable {
  /// Nothing: the line is empty.
  case nothing
  /// The characters that a query finds.
  case query(String)
  /// The end of the session.
  case end(SessionEnd)

  /// The request in a line without its ending.
  ///
  /// White space around a query means nothing; as in Python, the separators U+001C to U+001F are white space. Any
  /// other control character at the beginning ends the session. Telnet sends bytes that are not UTF-8 for CTRL-C, so
  /// these end it, too.
  init(line: ArraySlice<UInt8>) {
    if let text = Self.plainText(of: line) {
      self = .query(text)
      return
    }
    guard let text = String(validating: line, as: UTF8.self) else {
      self = .end(.invalidText)
      return
    }
    let query = text.unicodeScalars.drop(while: Self.isSpace)
    switch query.first {
    case nil: self = .nothing
    case let first? where first.value < 0x20: self = .end(.controlCharacter)
    case _?: self = .query(String(query[...(query.lastIndex { !Self.isSpace($0) } ?? query.startIndex)]))
    }
  }

  /// The text of a line of ASCII that has no control characters, without the blanks and the carriage return around it; nil
  /// for any other line. Most lines are such, and the properties of their characters need no search.
  private static func plainText(of line: ArraySlice<UInt8>) -> String? {
    var bytes = line
    while let last = bytes.last, last == 13 || last == 32 { bytes = bytes.dropLast() }
    guard let first = bytes.first, first > 32, bytes.allSatisfy({ (32...126).contains($0) }) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }
}
