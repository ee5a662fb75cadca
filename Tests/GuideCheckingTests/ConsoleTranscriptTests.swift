// How commands in console fences are cut, run and compared.

import TemporaryFiles
import Testing

@testable import GuideChecking

struct `Console transcripts` {
  @Test(arguments: [
    ("braid run first", ["braid", "run", "first"]),
    ("  braid \t run  ", ["braid", "run"]),
    ("braid run 'two words'", ["braid", "run", "two words"]),
    (#"braid "two words" """#, ["braid", "two words", ""]),
    (#"braid a'b c'd"e f""#, ["braid", "ab cde f"]),
    (#"braid '\' "\"\\\a" \' \ x"#, ["braid", #"\"#, #""\\a"#, "'", " x"]),
    (#"braid '$|&;' "it's |" a#b \$"#, ["braid", "$|&;", "it's |", "a#b", "$"]),
    ("", []),
  ])
  func `a command is cut into words as a shell cuts it`(line: String, words: [String]) throws {
    #expect(try CommandWords.split(line) == words)
  }

  @Test(arguments: [
    "braid 'a", "braid \"a", "braid a\\", "braid | cat", "braid > a", "braid $HOME", "braid \"$HOME\"",
    "braid `date`", "braid; braid", "braid *.swift", "braid # why", "braid ~/a", "braid {a,b}", "braid &",
  ])
  func `what only a shell can do is refused`(line: String) {
    #expect(throws: NotesProblem.self) { try CommandWords.split(line) }
  }

  @Test func `the output of each command is compared up to the next command`() throws {
    let body = ["$ braid run first", "0ms  sent", "", "30ms  replied", "$ braid run silent", "$ braid run no"]
    let replayed = try ConsoleTranscript(body).replayed(by: TemporaryTree.run)
    #expect(replayed.body == body + ["error: unknown", "[exit 66]"])
    #expect(replayed.wrong == "braid run no")
  }

  @Test func `output without a last line feed is a line, too`() throws {
    let replayed = try ConsoleTranscript(["$ braid", "a"]).replayed { _ in ("a", 0) }
    #expect(replayed.body == ["$ braid", "a"])
    #expect(replayed.wrong == nil)
  }

  @Test(arguments: [
    ([], "holds no command", nil),
    (["out", "$ braid"], "comes before any command", 0),
    (["$ braid run first", "x", "$ swift test"], "not 'swift'", 2),
    (["$ braid run first", "$ "], "not ''", 1),
    (["$ braid notes --check"], "inside itself", 0),
    (["$ braid run prompt"], "begins like a command", 0),
    (["$ braid run first", "$ braid 'run"], "ends inside the quote", 1),
  ])
  func `a transcript that cannot be replayed is reported with its line`(
    body: [String], message: String, line: Int?
  ) {
    let problem = #expect(throws: NotesProblem.self) {
      try ConsoleTranscript(body).replayed(by: TemporaryTree.run)
    }
    #expect(problem?.message.contains(message) == true)
    #expect(problem?.bodyLine == line)
  }
}
