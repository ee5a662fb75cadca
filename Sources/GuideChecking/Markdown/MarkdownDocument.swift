// A Markdown file cut into fences and prose, with every byte kept.

import Workbench

/// A Markdown file.
///
/// Fences at the left margin, or up to three columns from it, are fences here. A fence that is deeper, in a
/// quotation or after a list mark is listed in `unreachableFences`, since it would otherwise escape the check.
struct MarkdownDocument {
  /// Neighbouring lines of prose that are not blank.
  struct Block {
    /// The number of the first line, counted from 1.
    let line: Int
    /// The lines, without their endings.
    let lines: [String]
  }

  /// The path of the file, relative to the root.
  let path: String
  /// The lines with their endings; joined they are the file.
  let rawLines: [String]
  /// The fenced code blocks, in order.
  let fences: [MarkdownFence]
  /// The prose between the fences, in order.
  let prose: [Block]
  /// The numbers of lines that open a fence out of reach of the check.
  let unreachableFences: [Int]

  init(path: String, text: String) {
    self.path = path
    rawLines = TextLines.withEndings(text)
    let lines = rawLines.map(TextLines.withoutEnding)
    var fences: [MarkdownFence] = []
    var prose: [Block] = []
    var unreachable: [Int] = []
    var index = 0
    while index < lines.count {
      if let opening = MarkdownFence.Opening(lines[index]) {
        let start = index + 1
        let end = lines[start...].firstIndex(where: opening.isClosed(by:))
        let range = start..<(end ?? lines.count)
        fences.append(
          MarkdownFence(
            opening: opening, line: start, bodyLines: range, body: lines[range].map(opening.bodyLine),
            isClosed: end != nil))
        index = range.upperBound + 1
        continue
      }
      if Self.opensDeeperFence(lines[index]) { unreachable.append(index + 1) }
      Self.add(lines[index], at: index, to: &prose)
      index += 1
    }
    self.fences = fences
    self.prose = prose
    unreachableFences = unreachable
  }

  /// The text of all lines, prose and fences, for a search of words.
  var lines: [String] { rawLines.map(TextLines.withoutEnding) }

  /// Whether a fence begins on the line behind deep indentation, quotation marks or list marks.
  private static func opensDeeperFence(_ line: String) -> Bool {
    guard line.hasBytes(of: "```") || line.hasBytes(of: "~~~") else { return false }
    var rest = line[...]
    while let mark = rest.prefixMatch(of: /[ \t>]+|[-*+][ \t]+|[0-9]{1,9}[.)][ \t]+/) {
      rest = rest[mark.range.upperBound...]
    }
    return MarkdownFence.Opening(String(rest)) != nil
  }

  /// Adds a line of prose; headings, list items and table rows begin a block, so that no span runs over them.
  private static func add(_ line: String, at index: Int, to prose: inout [Block]) {
    if line.allSatisfy(\.isWhitespace) { return }
    if let last = prose.last, last.line + last.lines.count == index + 1, !beginsBlock(line),
      MarkdownHeading.atx(last.lines[last.lines.count - 1]) == nil
    {
      prose[prose.count - 1] = Block(line: last.line, lines: last.lines + [line])
    } else {
      prose.append(Block(line: index + 1, lines: [line]))
    }
  }

  /// Whether `line` is a heading, a table row, or the first line of a list item or a quotation.
  static func beginsBlock(_ line: String) -> Bool {
    guard let first = line.utf8.first(where: { $0 != UInt8(ascii: " ") }), marks.contains(first) else { return false }
    let mark = line.first { !$0.isWhitespace }
    return MarkdownHeading.atx(line) != nil || mark == "|" || mark == ">" || beginsListItem(line)
  }

  /// Whether `line` is the first line of a list item: a mark, or a number with a full stop or a parenthesis, and a blank.
  static func beginsListItem(_ line: String) -> Bool {
    let text = line.drop(while: \.isWhitespace)
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let marks = digits.isEmpty ? "-*+" : ".)"
    let rest = text.dropFirst(digits.count)
    guard digits.count <= 9, let mark = rest.first, marks.contains(mark) else { return false }
    return rest.dropFirst().first?.isWhitespace == true
  }

  /// The beginning of the first line of such a block.
  private static let marks = Array("#|>-*+0123456789".utf8)
}
