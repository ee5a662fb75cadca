// Reads the parts of prose: code, links, pictures, emphasis, escapes.

/// Cuts prose into spans. A mark that belongs to nothing is text, so that any text has a reading.
struct MarkdownSpanReader {
  /// Longer prose is one span of text: marks are paired in quadratic time at worst.
  static let longest = 10_000
  /// How deep spans may be in each other; marks that are deeper are text.
  private static let deepest = 20

  /// A span, or a mark that may still belong to one.
  private enum Part {
    case span(MarkdownSpan)
    /// A run of `*` or `_`.
    case run(Character, count: Int, opens: Bool, closes: Bool)
    /// `[` or `![`; one that cannot begin a link any more is not active.
    case bracket(isPicture: Bool, isActive: Bool)
  }

  private let text: [Character]
  private var index = 0
  private var parts: [Part] = []
  private var pending = ""
  /// The lengths of the runs of backticks that nothing closes.
  private var unclosed: Set<Int> = []

  private init(_ text: String) { self.text = Array(text) }

  /// The spans of prose, whose lines are parted by line feeds.
  static func spans(of text: String) -> [MarkdownSpan] {
    if text.count > longest { return [.text(text)] }
    var reader = MarkdownSpanReader(text)
    while reader.index < reader.text.count { reader.readNext() }
    reader.flush()
    return reader.paired(from: 0)
  }

  private mutating func readNext() {
    let character = text[index]
    switch character {
    case "\\": readEscape()
    case "`": readCode()
    case "<": readAddress()
    case "!" where next == "[":
      flush()
      parts.append(.bracket(isPicture: true, isActive: true))
      index += 2
    case "[":
      flush()
      parts.append(.bracket(isPicture: false, isActive: true))
      index += 1
    case "]": readLinkEnd()
    case "*", "_": readRun(character)
    case "\n":
      let isBreak = pending.hasSuffix("  ")
      while pending.last?.isBlank == true { pending.removeLast() }
      if isBreak { add(.lineBreak) } else { pending.append("\n") }
      index += 1
      while index < text.count, text[index].isBlank { index += 1 }
    default:
      pending.append(character)
      index += 1
    }
  }

  private var next: Character? { index + 1 < text.count ? text[index + 1] : nil }

  private mutating func flush() {
    if !pending.isEmpty { parts.append(.span(.text(pending))) }
    pending = ""
  }

  private mutating func add(_ span: MarkdownSpan) {
    flush()
    parts.append(.span(span))
  }

  // MARK: - Parts that need nothing else

  private mutating func readEscape() {
    guard let next else {
      pending.append("\\")
      index += 1
      return
    }
    if next == "\n" {
      add(.lineBreak)
    } else {
      if !Self.isPunctuation(next) { pending.append("\\") }
      pending.append(next)
    }
    index += 2
  }

  private mutating func readCode() {
    let count = run(of: "`", from: index)
    var end = index + count
    var close: Int?
    while !unclosed.contains(count), close == nil, end < text.count {
      let found = run(of: "`", from: end)
      if found == count { close = end }
      end += max(1, found)
    }
    guard let close else {
      unclosed.insert(count)
      pending += String(repeating: "`", count: count)
      index += count
      return
    }
    var code = text[(index + count)..<close].map { $0 == "\n" ? " " : $0 }
    if code.count > 2, code.first == " ", code.last == " ", code.contains(where: { $0 != " " }) {
      code = Array(code.dropFirst().dropLast())
    }
    add(.code(String(code)))
    index = close + count
  }

  /// Reads `<https://…>`; tags are text.
  private mutating func readAddress() {
    let inside = text[(index + 1)...].prefix { $0 != ">" && $0 != "<" && !$0.isWhitespace }
    let address = String(inside)
    guard inside.endIndex < text.count, text[inside.endIndex] == ">", SiteLink.isForeign(address) else {
      pending.append("<")
      index += 1
      return
    }
    add(.link(address, [.text(address)]))
    index = inside.endIndex + 1
  }

  private mutating func readRun(_ mark: Character) {
    let count = run(of: mark, from: index)
    let before = index > 0 ? text[index - 1] : " "
    let after = index + count < text.count ? text[index + count] : " "
    let isLeft = !after.isWhitespace && (!Self.isMark(after) || before.isWhitespace || Self.isMark(before))
    let isRight = !before.isWhitespace && (!Self.isMark(before) || after.isWhitespace || Self.isMark(after))
    flush()
    // `_` inside of a word is part of it.
    let opens = mark == "*" ? isLeft : isLeft && (!isRight || Self.isMark(before))
    let closes = mark == "*" ? isRight : isRight && (!isLeft || Self.isMark(after))
    parts.append(.run(mark, count: count, opens: opens, closes: closes))
    index += count
  }

  private func run(of mark: Character, from start: Int) -> Int { text[start...].prefix { $0 == mark }.count }

  /// Whether it is a mark of ASCII, which a backslash escapes.
  private static func isPunctuation(_ character: Character) -> Bool {
    character.isASCII && (character.isPunctuation || character.isSymbol)
  }

  private static func isMark(_ character: Character) -> Bool { character.isPunctuation || character.isSymbol }

  // MARK: - Links

  private mutating func readLinkEnd() {
    flush()
    index += 1
    let opening = parts.lastIndex { if case .bracket = $0 { true } else { false } }
    guard let opening, case .bracket(let isPicture, let isActive) = parts[opening] else {
      pending.append("]")
      return
    }
    guard isActive, let (destination, end) = destination(from: index) else {
      parts[opening] = .span(.text(isPicture ? "![" : "["))
      pending.append("]")
      return
    }
    let inside = paired(from: opening + 1)
    parts.removeSubrange(opening...)
    index = end
    if isPicture {
      add(.picture(destination, inside.plainText))
      return
    }
    add(.link(destination, inside))
    // A link has no link inside.
    for outer in parts.indices {
      if case .bracket(isPicture: false, _) = parts[outer] {
        parts[outer] = .bracket(isPicture: false, isActive: false)
      }
    }
  }

  /// What `(destination "title")` at a place names, and where it ends; nil if there is no such thing.
  private func destination(from start: Int) -> (String, Int)? {
    guard start < text.count, text[start] == "(" else { return nil }
    var place = start + 1
    func skipBlanks() { while place < text.count, text[place].isWhitespace { place += 1 } }
    skipBlanks()
    var destination = ""
    if place < text.count, text[place] == "<" {
      let inside = text[(place + 1)...].prefix { $0 != ">" && $0 != "\n" }
      guard inside.endIndex < text.count, text[inside.endIndex] == ">" else { return nil }
      destination = String(inside)
      place = inside.endIndex + 1
    } else {
      var depth = 0
      while place < text.count, !text[place].isWhitespace {
        if text[place] == "\\", place + 1 < text.count, Self.isPunctuation(text[place + 1]) {
          place += 1
        } else if text[place] == "(" {
          depth += 1
        } else if text[place] == ")" {
          if depth == 0 { break }
          depth -= 1
        }
        destination.append(text[place])
        place += 1
      }
    }
    skipBlanks()
    if place < text.count, text[place] == "\"" {
      guard let quote = text[(place + 1)...].firstIndex(of: "\"") else { return nil }
      place = quote + 1
      skipBlanks()
    }
    return place < text.count && text[place] == ")" ? (destination, place + 1) : nil
  }

  // MARK: - Emphasis

  /// The spans of the parts from one on, with the runs of marks paired; a run without a partner is text.
  private func paired(from start: Int) -> [MarkdownSpan] {
    var parts = Array(parts[start...])
    var close = 0
    while close < parts.count {
      guard case .run(let mark, let count, _, closes: true) = parts[close],
        let open = Self.opening(of: mark, in: parts[..<close])
      else {
        close += 1
        continue
      }
      guard case .run(_, let openCount, let opens, let closesToo) = parts[open] else { break }
      let inside = Self.spans(of: parts[(open + 1)..<close])
      if (inside.map(\.depth).max() ?? 0) >= Self.deepest {
        parts[close] = .span(.text(String(repeating: mark, count: count)))
        continue
      }
      let used = min(count, openCount) >= 2 ? 2 : 1
      var replacement: [Part] = []
      if openCount > used {
        replacement.append(.run(mark, count: openCount - used, opens: opens, closes: closesToo))
      }
      replacement.append(.span(used == 2 ? .strong(inside) : .emphasis(inside)))
      let after = open + replacement.count
      if count > used, case .run(_, _, let alsoOpens, _) = parts[close] {
        replacement.append(.run(mark, count: count - used, opens: alsoOpens, closes: true))
      }
      parts.replaceSubrange(open...close, with: replacement)
      close = after
    }
    return Self.spans(of: parts[...])
  }

  private static func opening(of mark: Character, in parts: ArraySlice<Part>) -> Int? {
    parts.lastIndex { if case .run(mark, _, opens: true, _) = $0 { true } else { false } }
  }

  /// The parts as spans; neighbouring texts are one.
  private static func spans(of parts: ArraySlice<Part>) -> [MarkdownSpan] {
    var spans: [MarkdownSpan] = []
    for part in parts {
      let span: MarkdownSpan =
        switch part {
        case .span(let span): span
        case .run(let mark, let count, _, _): .text(String(repeating: mark, count: count))
        case .bracket(let isPicture, _): .text(isPicture ? "![" : "[")
        }
      if case .text(let text) = span, case .text(let before)? = spans.last {
        spans[spans.count - 1] = .text(before + text)
      } else {
        spans.append(span)
      }
    }
    return spans
  }
}
