// The code spans and the links inside a block of Markdown prose, each with its line.

/// The parts of a block of prose besides words.
struct MarkdownInline {
  /// A piece of text and the number of the line on which it begins.
  struct Span: Equatable {
    let text: String
    let line: Int
  }

  /// Replaces a code span in `masked`.
  static let mask: Character = "\u{E000}"

  /// The contents of the code spans, in order, with spaces for line breaks.
  let codeSpans: [Span]
  /// The block with each code span replaced by one `mask` and the line breaks that were in it.
  let masked: String
  /// The number of the block's first line.
  private let firstLine: Int

  init(lines: [String], firstLine: Int) {
    let text = Array(lines.joined(separator: "\n"))
    var spans: [Span] = []
    var masked = ""
    var line = firstLine
    var index = 0
    while index < text.count {
      let ticks = text[index...].prefix { $0 == "`" }.count
      if ticks > 0, let end = Self.closing(ticks, in: text, from: index + ticks) {
        let content = text[(index + ticks)..<end]
        let breaks = content.count { $0 == "\n" }
        spans.append(Span(text: Self.unpadded(content.map { $0 == "\n" ? " " : $0 }), line: line))
        masked.append(Self.mask)
        masked += String(repeating: "\n", count: breaks)
        line += breaks
        index = end + ticks
      } else {
        let isEscape = text[index] == "\\" && index + 1 < text.count && text[index + 1] != "\n"
        let length = max(1, isEscape ? 2 : ticks)
        masked += String(text[index..<(index + length)])
        line += text[index..<(index + length)].count { $0 == "\n" }
        index += length
      }
    }
    codeSpans = spans
    self.masked = masked
    self.firstLine = firstLine
  }

  init(_ block: MarkdownDocument.Block) {
    self.init(lines: block.lines, firstLine: block.line)
  }

  /// The line that contains `index` of `masked`.
  func line(at index: String.Index) -> Int {
    firstLine + masked[..<index].count { $0 == "\n" }
  }

  /// Where the next run of exactly `ticks` backticks begins.
  private static func closing(_ ticks: Int, in text: [Character], from start: Int) -> Int? {
    var index = start
    while index < text.count {
      let run = text[index...].prefix { $0 == "`" }.count
      if run == ticks { return index }
      index += max(1, run)
    }
    return nil
  }

  /// Without the one space at either end that lets a span begin or end with a backtick.
  private static func unpadded(_ content: [Character]) -> String {
    let isPadded = content.count > 2 && content.first == " " && content.last == " "
    return String(isPadded && content.contains { $0 != " " } ? Array(content.dropFirst().dropLast()) : content)
  }
}
