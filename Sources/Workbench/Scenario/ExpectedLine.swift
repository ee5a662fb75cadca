// An expected event as a line of a scenario file: an instant, and what happens then.

import Comparison
import EventLoops

/// Reads and writes the lines of expectation blocks.
enum ExpectedLine {
  /// The event of an indented line.
  ///
  /// Several blanks are read as one, except in strings; a comment is left out.
  static func parse(_ line: String) throws(LineFault) -> StyleRun.Line {
    if let event = usual(line) { return event }
    var lexer = Lexer(line)
    guard let head = try lexer.token() else {
      throw LineFault(column: lexer.column, message: "there is no event", help: "write it as in '30ms  step 1'")
    }
    let when = try when(head)
    let text = try lexer.folded()
    guard !text.isEmpty else {
      throw LineFault(
        column: lexer.column, message: "\(head.shown) ends where an event should follow",
        help: "write it as in '30ms  step 1'")
    }
    return StyleRun.Line(when: when, text: text)
  }

  /// The event of a line that needs no lexer, which takes a sixth of the instructions; nil for all others, wrong ones too.
  ///
  /// The instant is in whole milliseconds, and the text is printable ASCII that stays as it is written: without a comment, an
  /// escape, or several blanks in a row.
  static func usual(_ line: String) -> StyleRun.Line? {
    let bytes = Array(line.utf8)
    guard bytes.count <= Lexer.longestString else { return nil }
    var place = bytes.firstIndex { !isBlank($0) } ?? bytes.count
    guard place > 0 else { return nil }
    var milliseconds: Int64 = 0
    let first = place
    while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) {
      milliseconds = milliseconds * 10 + Int64(bytes[place] - UInt8(ascii: "0"))
      place += 1
      guard place - first <= 12 else { return nil }
    }
    guard place > first, bytes[place...].starts(with: "ms".utf8) else { return nil }
    place += 2
    guard place < bytes.count, isBlank(bytes[place]) else { return nil }
    while place < bytes.count, isBlank(bytes[place]) { place += 1 }
    let text = bytes[place...]
    var quotes = 0
    var isBehindBlank = false
    for byte in text {
      guard (0x20..<0x7F).contains(byte), byte != UInt8(ascii: "#"), byte != UInt8(ascii: "\\") else { return nil }
      if byte == UInt8(ascii: " "), isBehindBlank { return nil }
      isBehindBlank = byte == UInt8(ascii: " ")
      if byte == UInt8(ascii: "\"") { quotes += 1 }
    }
    guard !text.isEmpty, !isBehindBlank, quotes.isMultiple(of: 2) else { return nil }
    let when = Instant.zero.advanced(by: .milliseconds(milliseconds))
    return StyleRun.Line(when: .at(when), text: String(decoding: text, as: UTF8.self))
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// The event as a line, with its text set in a column.
  static func text(of event: StyleRun.Line, instantColumns: Int) -> String {
    "  \("\(event.when)".padded(to: instantColumns))  \(event.text)"
  }

  /// The comment at the end of a line of a block; nil if there is none.
  static func comment(of line: String) -> String? {
    var lexer = Lexer(line)
    guard (try? lexer.folded()) != nil else { return nil }
    return lexer.comment
  }

  private static func when(_ head: Token) throws(LineFault) -> StyleRun.When {
    if head.kind == .word, head.text == "end" { return .end }
    guard head.kind == .word, head.text.first?.isWholeNumber == true else {
      let isStatement = StatementTable.form(for: head.text) != nil
      let help = ArgumentReader.didYouMean(head.text, ["end"])
      throw LineFault(
        column: head.column, message: "found \(head.shown) where an instant or 'end' was expected",
        help: isStatement
          ? "a statement begins at the start of its line, an event with an instant, as in '30ms  step 1'"
          : help ?? "write it as in '30ms  step 1'")
    }
    let duration = try DurationLiteral.parse(
      head.text[...], column: head.column, upTo: DurationLiteral.lastInstant)
    return .at(Instant.zero.advanced(by: duration))
  }
}
