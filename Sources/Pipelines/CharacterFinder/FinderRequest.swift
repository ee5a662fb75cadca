// What a line of a session asks for.

/// What a client asks for with a line.
enum FinderRequest: Sendable, Hashable {
  /// Nothing: the line is empty.
  case nothing
  /// The characters that a query finds.
  case query(String)
  /// The end of the session.
  case end(SessionEnd)

  /// What a line, without its end, asks for.
  ///
  /// White space around a query means nothing; as in Python, the separators U+001C to U+001F are white space. Any
  /// other control character at the beginning ends the session. Telnet sends bytes that are not UTF-8 for CTRL-C, so
  /// these end it, too.
  init(line: some Sequence<UInt8>) {
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

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }
}

/// What ends a session.
enum SessionEnd: Sendable, Hashable, CustomStringConvertible {
  /// A line began with a control character.
  case controlCharacter
  /// The client sends no more.
  case endOfStream
  /// A line was not UTF-8.
  case invalidText
  /// A line was longer than it may be.
  case longLine(limit: Int)

  /// What the client is told before the session ends; nil where it knows why.
  var farewell: [UInt8]? {
    if case .longLine(let limit) = self { Array("A line may have \(limit) bytes.\r\n".utf8) } else { nil }
  }

  /// What ended the session, in a few words.
  var description: String {
    switch self {
    case .controlCharacter: "a control character"
    case .endOfStream: "the end of the stream"
    case .invalidText: "a line that is not UTF-8"
    case .longLine: "a line that is too long"
    }
  }
}
