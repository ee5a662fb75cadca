// Splits Swift source into pieces of one kind, for pages that show it in colours.
//
// It knows comments, strings, words and numbers, and no grammar. A regular expression literal is read as operators and
// names.

/// Reads Swift source character by character, and keeps all of them.
package struct SwiftHighlighter {
  private enum Mode {
    /// Code; the parentheses that are open in it, which matter where it is interpolated into a string.
    case code(parentheses: Int)
    case string(pounds: Int, isMultiline: Bool)
    case comment(depth: Int)
  }

  private let characters: [Character]
  private var index = 0
  /// What encloses the next character, from the outside in; never empty.
  private var modes: [Mode] = [.code(parentheses: 0)]
  private var lines: [[CodeSpan]] = [[]]

  private init(_ text: String) { characters = Array(text) }

  /// The pieces of a text, line by line. The pieces of a line, put together, are the line.
  ///
  /// - Parameter lines: The lines of Swift source, without line breaks.
  package static func spans(of lines: [String]) -> [[CodeSpan]] {
    var highlighter = SwiftHighlighter(lines.joined(separator: "\n"))
    highlighter.read()
    return lines.isEmpty ? [] : highlighter.lines
  }

  private mutating func read() {
    while index < characters.count {
      if characters[index].isNewline {
        endLine()
        continue
      }
      switch modes[modes.count - 1] {
      case .code(let parentheses): readCode(parentheses)
      case .string(let pounds, let isMultiline): readString(pounds, isMultiline)
      case .comment(let depth): readComment(depth)
      }
    }
  }

  /// Ends a line. A string on one line that is not closed is a mistake of the source, and ends with the line.
  private mutating func endLine() {
    let unclosed = modes.firstIndex { if case .string(_, isMultiline: false) = $0 { true } else { false } }
    if let unclosed { modes.removeSubrange(unclosed...) }
    lines.append([])
    index += 1
  }

  private mutating func readCode(_ parentheses: Int) {
    let first = characters[index]
    if starts(with: "//") {
      take(count { !$0.isNewline }, as: .comment)
    } else if starts(with: "/*") {
      modes.append(.comment(depth: 0))
    } else if let pounds = poundsOfString() {
      let isMultiline = starts(with: "\"\"\"", at: index + pounds)
      take(pounds + (isMultiline ? 3 : 1), as: .string)
      modes.append(.string(pounds: pounds, isMultiline: isMultiline))
    } else if first == "(" || first == ")" {
      readParenthesis(first, parentheses)
    } else if first == "`", let end = characters[(index + 1)...].firstIndex(where: { $0 == "`" || $0.isNewline }) {
      take(end - index + (characters[end] == "`" ? 1 : 0), as: .plain)
    } else if first.isNumber {
      readNumber()
    } else if first == "@" || first == "#" {
      let length = 1 + count(from: index + 1, Self.isNamePart)
      take(length, as: length == 1 ? .plain : first == "@" ? .attribute : .keyword)
    } else if Self.isNamePart(first) {
      readName()
    } else {
      take(1, as: .plain)
    }
  }

  /// Reads a parenthesis; the last closing one ends code that is interpolated into a string.
  private mutating func readParenthesis(_ parenthesis: Character, _ open: Int) {
    if parenthesis == ")", open == 0, modes.count > 1 {
      modes.removeLast()
      return take(1, as: .string)
    }
    modes[modes.count - 1] = .code(parentheses: max(0, open + (parenthesis == "(" ? 1 : -1)))
    take(1, as: .plain)
  }

  /// Reads a number; a full stop belongs to it if a digit follows, and not in `1...5`.
  private mutating func readNumber() {
    take(count(Self.isNamePart), as: .number)
    guard starts(with: "."), index + 1 < characters.count, characters[index + 1].isNumber else { return }
    take(1 + count(from: index + 1, Self.isNamePart), as: .number)
  }

  private mutating func readName() {
    let length = count(Self.isNamePart)
    let name = String(characters[index..<index + length])
    // Behind a full stop `init` or `default` is a name like any other.
    let isMember = index > 0 && characters[index - 1] == "."
    let kind: CodeSpan.Kind =
      name.first?.isUppercase == true ? .type : Self.keywords.contains(name) && !isMember ? .keyword : .plain
    take(length, as: kind)
  }

  private mutating func readString(_ pounds: Int, _ isMultiline: Bool) {
    let escape = "\\" + String(repeating: "#", count: pounds)
    let end = (isMultiline ? "\"\"\"" : "\"") + String(repeating: "#", count: pounds)
    if starts(with: escape + "(") {
      take(escape.count + 1, as: .string)
      modes.append(.code(parentheses: 0))
    } else if starts(with: escape), index + escape.count < characters.count {
      take(escape.count + (characters[index + escape.count].isNewline ? 0 : 1), as: .string)
    } else if starts(with: end) {
      take(end.count, as: .string)
      modes.removeLast()
    } else {
      take(1, as: .string)
    }
  }

  private mutating func readComment(_ depth: Int) {
    if starts(with: "/*") {
      modes[modes.count - 1] = .comment(depth: depth + 1)
      take(2, as: .comment)
    } else if starts(with: "*/") {
      modes[modes.count - 1] = .comment(depth: depth - 1)
      take(2, as: .comment)
      if depth <= 1 { modes.removeLast() }
    } else {
      take(1, as: .comment)
    }
  }

  /// How many `#` there are in front of the quote with which a string begins here; nil if none begins.
  private func poundsOfString() -> Int? {
    let pounds = count { $0 == "#" }
    return starts(with: "\"", at: index + pounds) ? pounds : nil
  }

  private func starts(with text: String, at place: Int? = nil) -> Bool {
    characters[(place ?? index)...].starts(with: text)
  }

  /// How many characters from a place on, or from here, meet a condition.
  private func count(from place: Int? = nil, _ condition: (Character) -> Bool) -> Int {
    characters[(place ?? index)...].prefix(while: condition).count
  }

  private static func isNamePart(_ character: Character) -> Bool {
    // Nearly all source is ASCII, and the properties of other characters are in tables.
    guard let byte = character.asciiValue else { return character.isLetter || character.isNumber }
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"): return true
    default: return false
    }
  }

  /// Takes characters over into the line as a kind.
  private mutating func take(_ count: Int, as kind: CodeSpan.Kind) {
    if count == 0 { return }
    let text = String(characters[index..<index + count])
    index += count
    let line = lines.count - 1
    if lines[line].last?.kind == kind {
      lines[line][lines[line].count - 1].text += text
    } else {
      lines[line].append(CodeSpan(kind: kind, text: text))
    }
  }

  private static let keywords: Set<String> = [
    "actor", "any", "as", "associatedtype", "async", "await", "borrowing", "break", "case", "catch", "class",
    "consuming", "continue", "convenience", "default", "defer", "deinit", "do", "dynamic", "else", "enum",
    "extension", "fallthrough", "false", "fileprivate", "final", "for", "func", "guard", "if", "import", "in",
    "indirect", "infix", "init", "inout", "internal", "is", "isolated", "lazy", "let", "mutating", "nil",
    "nonisolated", "open", "operator", "override", "package", "postfix", "precedencegroup", "prefix", "private",
    "protocol", "public", "repeat", "required", "rethrows", "return", "self", "sending", "some", "static", "struct",
    "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "unowned", "var", "weak", "where",
    "while",
  ]
}
