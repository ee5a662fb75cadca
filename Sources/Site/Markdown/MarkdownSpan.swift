// The parts of a line of prose.

/// A part of prose.
indirect enum MarkdownSpan: Equatable {
  case text(String)
  case code(String)
  case emphasis([MarkdownSpan])
  case strong([MarkdownSpan])
  /// A link with its destination as written, without escapes.
  case link(String, [MarkdownSpan])
  /// A picture with its destination and the words that replace it.
  case picture(String, String)
  case lineBreak

  /// The words, without marks.
  var plainText: String {
    switch self {
    case .text(let text), .code(let text): text
    case .emphasis(let spans), .strong(let spans), .link(_, let spans): spans.plainText
    case .picture(_, let words): words
    case .lineBreak: " "
    }
  }

  /// How deep spans are in each other.
  var depth: Int {
    switch self {
    case .text, .code, .picture, .lineBreak: 0
    case .emphasis(let spans), .strong(let spans), .link(_, let spans): 1 + (spans.map(\.depth).max() ?? 0)
    }
  }
}

extension [MarkdownSpan] {
  /// The words, without marks.
  var plainText: String { map(\.plainText).joined() }
}
