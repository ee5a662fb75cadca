// A fenced code block of a Markdown file, and how its first and last lines are recognised.

/// A fenced code block.
package struct MarkdownFence: Equatable {
  /// The marks that open a fence.
  package struct Opening: Equatable {
    /// The columns before the marks, 0 to 3.
    let indent: Int
    /// The mark: a backtick or a tilde.
    let mark: UInt8
    /// How many marks there are, at least 3.
    let length: Int
    /// The words behind the marks.
    package let info: FenceInfo
  }

  /// The marks that opened it.
  let opening: Opening
  /// The number of its first line, counted from 1.
  let line: Int
  /// The indices of its body among the file's lines, counted from 0.
  let bodyLines: Range<Int>
  /// Its body, without line endings and without the indent of the opening line.
  let body: [String]
  /// Whether a closing line was found before the file's end.
  let isClosed: Bool

  /// Its language and its promises.
  var info: FenceInfo { opening.info }
}

extension MarkdownFence.Opening {
  /// The opening that `line` is, by the rules of CommonMark; `nil` if it is none.
  package init?(_ line: String) {
    let bytes = line.utf8
    let indent = bytes.prefix { $0 == UInt8(ascii: " ") }.count
    let marks = bytes.dropFirst(indent)
    guard indent <= 3, let mark = marks.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
      return nil
    }
    let length = marks.prefix { $0 == mark }.count
    let rest = marks.dropFirst(length)
    guard length >= 3, mark == UInt8(ascii: "~") || !rest.contains(mark) else { return nil }
    self.init(
      indent: indent, mark: mark, length: length,
      info: FenceInfo(String(decoding: rest, as: UTF8.self)))
  }

  /// Whether `line` closes a fence that was opened so.
  package func isClosed(by line: String) -> Bool {
    let indent = line.utf8.prefix { $0 == UInt8(ascii: " ") }.count
    let marks = line.utf8.dropFirst(indent)
    let count = marks.prefix { $0 == mark }.count
    return indent <= 3 && count >= length
      && marks.dropFirst(count).allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// The line of the body for `line` of the file.
  package func bodyLine(_ line: String) -> String {
    let indented = line.utf8.prefix(indent).prefix { $0 == UInt8(ascii: " ") }.count
    return String(decoding: line.utf8.dropFirst(indented), as: UTF8.self)
  }

  /// The line of the file for `bodyLine`.
  func fileLine(_ bodyLine: String) -> String {
    bodyLine.isEmpty ? "" : String(repeating: " ", count: indent) + bodyLine
  }
}
