// An expected event as a line of a scenario file: an instant, and what happens then.

import Comparison
import EventLoops

/// Reads and writes the lines of expectation blocks.
enum ExpectedLine {
  /// The event of an indented line.
  ///
  /// Several blanks are read as one, except in strings; a comment is left out.
  static func parse(_ line: String) throws(LineFault) -> StyleRun.Line {
    let bytes = Array(line.utf8)
    if let event = usual(bytes, bytes.indices) { return event }
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

  /// The event of a line that needs no lexer, which takes a tenth of the instructions; nil for all others, wrong ones too.
  ///
  /// The instant is in whole milliseconds, and the text is printable ASCII that stays as it is written: without a comment, an
  /// escape, or several blanks in a row.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of a text.
  ///   - range: Where those of the line are.
  static func usual(_ bytes: [UInt8], _ range: Range<Int>) -> StyleRun.Line? {
    guard range.count <= Lexer.longestString else { return nil }
    let end = range.upperBound
    var place = range.lowerBound
    while place < end, isBlank(bytes[place]) { place += 1 }
    guard place > range.lowerBound else { return nil }
    var milliseconds: Int64 = 0
    let first = place
    while place < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) {
      milliseconds = milliseconds * 10 + Int64(bytes[place] - UInt8(ascii: "0"))
      place += 1
      guard place - first <= 12 else { return nil }
    }
    guard place > first, place + 2 < end, bytes[place] == UInt8(ascii: "m"),
      bytes[place + 1] == UInt8(ascii: "s"), isBlank(bytes[place + 2])
    else { return nil }
    place += 2
    while place < end, isBlank(bytes[place]) { place += 1 }
    var quotes = 0
    var isBehindBlank = false
    for index in place..<end {
      let byte = bytes[index]
      guard (0x20..<0x7F).contains(byte), byte != UInt8(ascii: "#"), byte != UInt8(ascii: "\\") else { return nil }
      if byte == UInt8(ascii: " "), isBehindBlank { return nil }
      isBehindBlank = byte == UInt8(ascii: " ")
      if byte == UInt8(ascii: "\"") { quotes += 1 }
    }
    guard place < end, !isBehindBlank, quotes.isMultiple(of: 2) else { return nil }
    let when = Instant.zero.advanced(by: .milliseconds(milliseconds))
    return StyleRun.Line(when: .at(when), text: String(decoding: bytes[place..<end], as: UTF8.self))
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
