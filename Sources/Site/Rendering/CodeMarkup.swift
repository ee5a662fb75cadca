// Code as markup, in the colours of its language.

import Workbench

/// Markup of code, line by line.
enum CodeMarkup {
  /// The lines of code in a language, as markup.
  static func lines(_ lines: [String], language: String) -> [String] {
    switch language {
    case "swift": SwiftHighlighter.spans(of: lines).map { $0.map { mark($0.kind.rawValue, $0.text) }.joined() }
    case "scenario": lines.map(scenario)
    case "console": lines.map(console)
    default: lines.map(Markup.text)
    }
  }

  private static func mark(_ kind: String, _ text: some StringProtocol) -> String {
    text.isEmpty || kind == "plain"
      ? Markup.text(text) : Markup.element("span", ["class": "t-" + kind], Markup.text(text))
  }

  /// A command behind its prompt, or a line of what it prints.
  private static func console(_ line: String) -> String {
    let prompt = "$ "
    if line.hasPrefix(prompt) { return mark("comment", prompt) + mark("command", line.dropFirst(prompt.count)) }
    return line.hasPrefix("≠") ? mark("differs", line) : Markup.text(line)
  }

  /// A line of a scenario: its statement, strings, numbers, and the comment.
  private static func scenario(_ line: String) -> String {
    var markup = ""
    var rest = line[...]
    var isFirst = true
    while let next = rest.first {
      let piece: Substring
      let kind: String
      if next == " " || next == "\t" {
        (piece, kind) = (rest.prefix { $0 == " " || $0 == "\t" }, "plain")
      } else if next == "#" {
        (piece, kind) = (rest, "comment")
      } else if next == "\"" {
        (piece, kind) = (string(at: rest), "string")
      } else {
        piece = rest.prefix { $0 != " " && $0 != "\t" }
        kind = isFirst ? "keyword" : next.isNumber ? "number" : "plain"
      }
      if kind != "plain" || !piece.allSatisfy(\.isBlank) { isFirst = false }
      markup += mark(kind, piece)
      rest = rest[piece.endIndex...]
    }
    return markup
  }

  /// The string that a text begins with, with its quotes; the closing one may be missing.
  private static func string(at text: Substring) -> Substring {
    var isEscaped = false
    var end = text.index(after: text.startIndex)
    while end < text.endIndex {
      let character = text[end]
      end = text.index(after: end)
      if character == "\"", !isEscaped { break }
      isEscaped = character == "\\" && !isEscaped
    }
    return text[..<end]
  }
}
