// An expected event as a line of a scenario file: an instant, and what happens then.

import Comparison
import EventLoops

/// Reads and writes the lines of expectation blocks.
enum ExpectedLine {
  /// The event of an indented line.
  ///
  /// Several blanks are read as one, except in strings; a comment is left out.
  static func parse(_ line: String) throws(LineFault) -> StyleRun.Line {
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
