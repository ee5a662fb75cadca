// Expected lines: that what is read without the lexer is what the lexer reads.

import Comparison
import EventLoops
import Testing

@testable import Workbench

@Suite("An expected line")
struct ExpectedLineTests {
  /// The event of a line, or what is wrong with it.
  private static func event(_ line: String) -> Result<StyleRun.Line, LineFault> {
    Result { () throws(LineFault) in try ExpectedLine.parse(line) }
  }

  @Test(arguments: [
    ("  0ms step 1", "0ms step 1"), ("\t 30ms \t item-001 sent \"a/a.gif\"", "30ms item-001 sent \"a/a.gif\""),
    ("  007ms x", "7ms x"), ("  1ms finished \"a b\" c", "1ms finished \"a b\" c"),
    ("  1ms a  b", "1ms a b"), ("  1ms a\tb ", "1ms a b"), ("  1ms \"a  b\"", "1ms \"a  b\""), ("  1ms a # b", "1ms a"),
    ("  1ms a#b", "1ms a#b"), ("  1ms \"a\\\"b\"", "1ms \"a\\\"b\""), ("  1ms caf\u{e9}", "1ms caf\u{e9}"),
    ("  1.5ms x", "1.5ms x"), ("  2s x", "2s x"), ("  end x", "end x"),
  ])
  func `is read in all of its forms`(line: String, event: String) throws {
    #expect(try ExpectedLine.parse(line).description == event)
  }

  @Test(arguments: [
    "  1ms", "  1ms ", "  1msx y", "  ms x", "  1ms \"open", "  1ms a\u{7}", "  1ms a\u{A0}b", "  x y",
    "  99999999999999ms x", "  9223372036855ms x",
  ])
  func `is refused where something is wrong`(line: String) {
    #expect(throws: LineFault.self) { try ExpectedLine.parse(line) }
  }

  @Test func `is the same with a comment behind it, which the lexer alone reads`() {
    var random = SeededGenerator(seed: 24)
    let pieces = ["1", "23", "ms", "s", " ", "  ", "\t", "\"", "a b", "step", "#", "\\", "\\n", "\u{e9}", "end", ".5"]
    var (good, bad) = (0, 0)
    for _ in 0..<20_000 {
      let line =
        "  1ms "
        + (0..<Int.random(in: 1...7, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
      switch (Self.event(line), Self.event(line + " #")) {
      case (.success(let event), .success(let other)):
        #expect(event == other, "\(line)")
        good += 1
      case (.failure, .failure): bad += 1
      default: Issue.record("a comment makes a difference to '\(line)'")
      }
    }
    #expect(good > 3_000 && bad > 3_000)
  }

  @Test func `has a string of a thousand characters at most`() throws {
    let longest = String(repeating: "x", count: Lexer.longestString)
    #expect(try ExpectedLine.parse("  1ms \"\(longest)\"").text.count == Lexer.longestString + 2)
    #expect(throws: LineFault.self) { try ExpectedLine.parse("  1ms \"\(longest)x\"") }
  }
}
