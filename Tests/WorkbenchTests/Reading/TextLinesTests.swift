// Text cut into lines.

import Testing
import Workbench

@Suite("Lines of a text")
struct TextLinesTests {
  @Test(
    arguments: [
      ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("\n", [""]), ("\n\n", ["", ""]), ("\r\n", [""]),
      ("a\r\nb\r", ["a", "b\r"]), ("a\r\r\n", ["a\r"]), ("\ra\n", ["\ra"]),
      ("\u{e9}\u{2028}\n\u{1F431}", ["\u{e9}\u{2028}", "\u{1F431}"]),
      ("a\u{0}b\n", ["a\u{0}b"]),
    ] as [(String, [String])])
  func `end at line feeds, with a carriage return or without`(text: String, lines: [String]) {
    #expect(TextLines.of(text) == lines)
    #expect(TextLines.withEndings(text).map(TextLines.withoutEnding) == lines)
  }

  @Test(arguments: [
    ("Scenarios/basics/success.scenario", "success"), ("a", "a"), ("a/b", "b"), ("a/", "a"), ("a.scenario/", "a"),
    (".scenario", ""), ("x/.scenario", ""), ("", ""), ("/", "/"), ("a.scenario.scenario", "a.scenario"),
    ("scenario", "scenario"),
    ("caf\u{e9}.scenario", "caf\u{e9}"),
  ])
  func `the name of a scenario is the last part of its path`(path: String, name: String) {
    #expect(Scenario.name(ofFile: path) == name)
  }
}
