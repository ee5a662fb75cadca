// Rewriting brings stale fences up to date, and touches nothing else.

import TemporaryFiles
import Testing

@testable import GuideChecking

struct `Notes writer` {
  @Test func `stale fences are brought up to date, and writing again changes nothing`() throws {
    let tree = try TemporaryTree.valid()
    let before = try tree.text("notes/guide.md")
    try tree.edit("notes/guide.md", "  second()", "gone\nby")
    try tree.edit("notes/guide.md", "30ms  replied\n", "")
    try tree.edit("notes/guide.md", "title First\n", "")
    let report = tree.rewrite()
    #expect(report.rewritten == ["notes/guide.md:7", "notes/guide.md:13", "notes/guide.md:22"])
    #expect(report.mistakes.isEmpty)
    #expect(try tree.text("notes/guide.md") == before)
    #expect(tree.rewrite().rewritten.isEmpty)
    #expect(tree.check().mistakes.isEmpty)
  }

  @Test func `a valid tree is left alone`() throws {
    let report = try TemporaryTree.valid().rewrite()
    #expect(report.rewritten.isEmpty)
    #expect(report.mistakes.isEmpty)
  }

  @Test func `every byte outside of the body stays`() throws {
    let around = (
      before: "\u{FEFF}e\u{301} \t \r\n\r\n  ````text source=a.txt  \r\n", after: "  ````` \t\r\n\r\n\r\r end"
    )
    let tree = try TemporaryTree(["README.md": around.before + "old\n" + around.after, "a.txt": "a\n\n  ```\n"])
    #expect(tree.rewrite().rewritten == ["README.md:3"])
    let wanted = around.before + "  a\r\n\r\n    ```\r\n" + around.after
    #expect(try Array(tree.text("README.md").utf8) == Array(wanted.utf8))
    #expect(tree.rewrite().rewritten.isEmpty)
    #expect(tree.check().mistakes.isEmpty)
  }

  @Test func `an empty body can be filled and emptied`() throws {
    let tree = try TemporaryTree(["README.md": "```text source=a.txt\n```", "a.txt": "a"])
    #expect(tree.rewrite().rewritten.count == 1)
    #expect(try tree.text("README.md") == "```text source=a.txt\na\n```")
    try tree.write("", to: "a.txt")
    #expect(tree.rewrite().rewritten.count == 1)
    #expect(try tree.text("README.md") == "```text source=a.txt\n```")
  }

  @Test(arguments: [
    ("console\n$ braid run fence\n", "would close the fence"),
    ("console\n$ braid run return\none\n", "carriage return"),
    ("text source=gone.txt\nx\n", "there is no file"),
    ("text\nx\n", "promises nothing"),
  ])
  func `a fence that cannot be updated is left alone and reported`(fence: String, message: String) throws {
    let tree = try TemporaryTree(["README.md": "```\(fence)```\n\n```text source=a.txt\n```\n", "a.txt": "a\n"])
    let report = tree.rewrite()
    #expect(report.rewritten.count == 1)
    #expect(report.mistakes.count == 1)
    #expect(report.mistakes.first?.message.contains(message) == true)
    #expect(try tree.text("README.md") == "```\(fence)```\n\n```text source=a.txt\na\n```\n")
  }

  @Test func `a fence without an end is left alone and reported`() throws {
    let text = "```text source=a.txt\nold\n\nThe rest of the chapter.\n"
    let tree = try TemporaryTree(["README.md": text, "a.txt": "a\n"])
    #expect(
      tree.rewrite().mistakes.map(\.description) == [
        "README.md:1: the fence has no end\n  close it with the marks that open it"
      ])
    #expect(try tree.text("README.md") == text)
  }
}
