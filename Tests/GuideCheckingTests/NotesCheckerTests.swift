// Each way in which a valid tree can be broken is found and reported with its place.

import TemporaryFiles
import Testing

@testable import GuideChecking

struct `Notes checker` {
  /// A change to the valid tree and the mistake that it must cause.
  struct Mutation: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let path: String
    let old: String
    let new: String
    let place: String
    let message: String

    init(_ name: String, _ path: String, _ old: String, _ new: String, _ place: String, _ message: String) {
      testDescription = name
      self.path = path
      self.old = old
      self.new = new
      self.place = place
      self.message = message
    }
  }

  private static let note = "notes/guide.md"
  private static let source = "Sources/A/Steps.swift"

  static let mutations = [
    Mutation("an edited quotation", note, "  second()", "second()", "\(note):7", "out of date with \(source)#steps"),
    Mutation("an edited source", source, "  first()\n", "  third()\n", "\(note):7", "out of date with \(source)#steps"),
    Mutation("an edited output", note, "30ms", "31ms", "\(note):12", "out of date with what 'braid run first' prints"),
    Mutation("a lost exit code", note, "[exit 66]\n", "", "\(note):12", "what 'braid run 'no such'' prints"),
    Mutation("a wrong exit code", note, "[exit 66]", "[exit 1]", "\(note):12", "what 'braid run 'no such'' prints"),
    Mutation("an edited scenario", "Scenarios/first.scenario", "First", "1st", "\(note):22", "out of date with"),
    Mutation("a file's last line feed", note, "title First\n", "title First\n\n", "\(note):22", "out of date with"),
    Mutation("a missing region", note, "swift#steps\n", "swift#stops\n", "\(note):7", "has no region 'stops'"),
    Mutation("a missing file", note, "swift source=Sources/A/", "swift source=Sources/B/", "\(note):7", "no file"),
    Mutation(
      "a fence without a promise", note, "~~~text source=Scenarios/first.scenario", "~~~text", "\(note):22",
      "promises nothing"),
    Mutation("a misspelt promise", note, "swift source=", "swift sorce=", "\(note):7", "is not a promise"),
    Mutation("a fence without an end", note, "passed\n```\n", "passed\n", "\(note):28", "has no end"),
    Mutation("a fence out of reach", note, "Then run", "- ```swift\n  ```\n\nThen run", "\(note):26", "is not checked"),
    Mutation(
      "a command for a shell", note, "$ braid run first", "$ braid run first | cat", "\(note):13", "needs a shell"),
    Mutation("another program", note, "$ braid run first", "$ swift run braid", "\(note):13", "only 'braid'"),
    Mutation("a dead link", note, "(#guide)", "(gone.md)", "\(note):5", "'notes/gone.md', which does not exist"),
    Mutation("a dead anchor here", note, "(#guide)", "(#gone)", "\(note):5", "no heading '#gone'"),
    Mutation(
      "a dead anchor there", note, "## The first run", "## The run", "README.md:3", "no heading '#the-first-run'"),
    Mutation("a link out of the root", note, "(#guide)", "(../../a.md)", "\(note):5", "leads out"),
    Mutation("an empty link", note, "(#guide)", "()", "\(note):5", "is not a link's destination"),
    Mutation("an anchor in a source", note, "(#guide)", "(/\(source)#L3)", "\(note):5", "cannot be checked"),
    Mutation("an undefined label", note, "[above](#guide)", "[above][up]", "\(note):5", "label 'up'"),
    Mutation(
      "a dead path", note, "`\(source)#steps`", "`Sources/B/Steps.swift`", "\(note):5", "no 'Sources/B/Steps.swift'"),
    Mutation(
      "a dead path of a source", note, "`\(source)#steps`", "`A/Steps.swift`", "\(note):5", "no 'A/Steps.swift'"),
    Mutation("a dead region in a path", note, "`\(source)#steps`", "`\(source)#stops`", "\(note):5", "region 'stops'"),
    Mutation(
      "a dead path in a command", note, "`swift test", "`cat Sources/B` `swift test", "\(note):26", "no 'Sources/B'"),
    Mutation(
      "a filter for nothing", note, "--filter StepTests", "--filter StopTests", "\(note):26", "no test is called"),
    Mutation("a filter in a fence", note, "'it steps'", "'it stops'", "\(note):29", "no test is called 'it stops'"),
    Mutation(
      "a filter by a shown name", note, "--filter StepTests", "--filter 'The steps'", "\(note):26", "shown name"),
    Mutation("a filter that is no pattern", note, "--filter StepTests", "--filter '('", "\(note):26", "not a regular"),
    Mutation("a misspelt type", note, "`\(source)#steps`", "`Stepps`", "\(note):5", "no source has the name 'Stepps'"),
    Mutation("a misspelt member", note, "`\(source)#steps`", "`StepTests.stop`", "\(note):5", "the name 'stop'"),
    Mutation("a misspelt label", note, "`\(source)#steps`", "`first(till:)`", "\(note):5", "the name 'till'"),
    Mutation(
      "a scenario that is none", note, "`\(source)#steps`", "`braid show no-such`", "\(note):5", "no scenario 'no-such'"
    ),
    Mutation("a renamed test", "Tests/ATests/StepTests.swift", "it steps", "it walks", "\(note):29", "'it steps'"),
    Mutation(
      "an unused region", source, "first()\n", "// \(begin) b\nfirst()\n// \(end)\n", "\(source):3",
      "quotes the region 'b'"),
    Mutation("a mark without an end", source, "first()\n", "first()\n// \(end)\n", "\(source):6", "closes no region"),
  ]

  @Test func `a valid tree has no mistakes`() throws {
    let report = try TemporaryTree.valid().check()
    #expect(report.mistakes.map(\.description).isEmpty)
    #expect(report.notes == 2)
    #expect(report.fences == 4)
    #expect(report.illustrative == ["notes/guide.md:28"])
  }

  @Test(arguments: mutations)
  func `each change for the worse is found`(mutation: Mutation) throws {
    let tree = try TemporaryTree.valid()
    try tree.edit(mutation.path, mutation.old, mutation.new)
    let found = tree.check().mistakes.map(\.description)
    #expect(
      found.contains { $0.hasPrefix(mutation.place + ": ") && $0.contains(mutation.message) },
      "\(found.joined(separator: "\n"))")
  }

  @Test func `a stale fence is reported with its diff and the remedy`() throws {
    let tree = try TemporaryTree.valid()
    try tree.edit("Sources/A/Steps.swift", "    second()", "    last()")
    #expect(
      tree.check().mistakes.map(\.description) == [
        """
        notes/guide.md:7: the fence is out of date with Sources/A/Steps.swift#steps
          @@ expected lines 1-2, found lines 8-9 @@
            first()
          -   last()
          +   second()
          run 'braid notes --write'
        """
      ])
  }

  @Test(arguments: [
    ("first", []),
    ("the-first", ["Scenarios/first.scenario: no note mentions the scenario 'first'"]),
    ("first-two", ["Scenarios/first.scenario: no note mentions the scenario 'first'"]),
    ("firstly", ["Scenarios/first.scenario: no note mentions the scenario 'first'"]),
    ("(first).", []),
  ])
  func `a scenario is mentioned by its whole name`(text: String, mistakes: [String]) throws {
    let tree = try TemporaryTree(["README.md": "See \(text)\n", "Scenarios/first.scenario": ""])
    #expect(tree.check().mistakes.map { "\($0.path): \($0.message)" } == mistakes)
    #expect(tree.check(.standard).mistakes.isEmpty)
  }

  @Test func `a region is used only by a fence that names it`() throws {
    let tree = try TemporaryTree.valid()
    try tree.edit("notes/guide.md", "swift source=Sources/A/Steps.swift#steps", "swift illustrative")
    let found = tree.check().mistakes.map { "\($0.path):\($0.line ?? 0): \($0.message)" }
    #expect(found == ["Sources/A/Steps.swift:2: no note quotes the region 'steps'"])
    #expect(tree.check(.standard).mistakes.isEmpty)
  }

  @Test func `more illustrative fences than the cap are reported with their places`() throws {
    let tree = try TemporaryTree.valid()
    try tree.write("```sh illustrative\nls\n```\n", to: "notes/more/guide.md")
    #expect(tree.check(.all, NotesRules(illustrativeCap: 2)).mistakes.isEmpty)
    let found = tree.check(.all, NotesRules(illustrativeCap: 1)).mistakes
    #expect(
      found.map(\.message) == [
        "2 fences are illustrative, at most 1 may be: notes/guide.md:28, notes/more/guide.md:1"
      ])
  }

  @Test func `each kind of check can be left out`() throws {
    let tree = try TemporaryTree([
      "README.md": "[a](gone.md)\n\n```text\n```\n",
      "Sources/a.swift": "// \(begin) a\n// \(end)\n",
      "Scenarios/first.scenario": "",
    ])
    #expect(tree.check(.fences).mistakes.map(\.path) == ["README.md"])
    #expect(tree.check(.links).mistakes.map(\.path) == ["README.md"])
    #expect(tree.check(.regionUsage).mistakes.map(\.path) == ["Sources/a.swift"])
    #expect(tree.check(.scenarioMentions).mistakes.map(\.path) == ["Scenarios/first.scenario"])
    #expect(tree.check(.all).mistakes.count == 4)
  }

  @Test func `mistakes come by file and line, the same each time`() throws {
    let tree = try TemporaryTree([
      "notes/b.md": "\n[x](gone.md)\n[y](gone.md)\n\n```text\n```\n",
      "notes/a/z.md": "[x](gone.md)\n",
      "README.md": "[x](gone.md)\n",
    ])
    let report = tree.check()
    #expect(
      report.mistakes.map { "\($0.path):\($0.line ?? 0)" } == [
        "README.md:1", "notes/a/z.md:1", "notes/b.md:2", "notes/b.md:3", "notes/b.md:5",
      ])
    #expect(report.mistakes == tree.check().mistakes)
    #expect(!report.mistakes.contains { $0.description.contains(tree.root) })
  }

  @Test func `a tree without notes does not pass`() throws {
    let tree = try TemporaryTree(["Sources/a.swift": ""])
    #expect(tree.check().mistakes.map(\.message) == ["there are no notes"])
    let nowhere = NotesChecker(root: tree.root + "/nowhere", run: TemporaryTree.run)
    #expect(nowhere.check().mistakes.map(\.message) == ["there are no notes"])
  }

  @Test func `files that cannot be read as text are reported`() throws {
    let tree = try TemporaryTree(["README.md": "# A\n", "notes/big.md": String(repeating: "x", count: 101)])
    try tree.write(bytes: [0xFF, 0xFE], to: "notes/odd.md")
    #expect(
      tree.check(.all, NotesRules(largestFile: 100)).mistakes.map(\.message) == [
        "'notes/big.md' has 101 bytes; at most 100 are read",
        "'notes/odd.md' is not UTF-8 text",
      ])
    let few = tree.check(.all, NotesRules(mostFiles: 1)).mistakes
    #expect(few.map(\.message) == ["'notes' holds more than 1 files"])
  }

  @Test func `a symbolic link does not lead out of the root`() throws {
    let outside = try TemporaryTree(["secret.txt": "secret\n", "folder/a.md": "# A\n"])
    let tree = try TemporaryTree([
      "README.md": "[a](notes/folder/a.md)\n\n```text source=secret.txt\nsecret\n```\n"
    ])
    try tree.write("", to: "notes/empty.md")
    try tree.link("secret.txt", to: outside.root + "/secret.txt")
    try tree.link("notes/folder", to: outside.root + "/folder")
    #expect(
      tree.check().mistakes.map(\.message) == [
        "the link leads to 'notes/folder/a.md', which does not exist", "there is no file 'secret.txt'",
      ])
    try tree.link("notes/linked.md", to: "../README.md")
    #expect(tree.check().mistakes.map(\.message) == ["'notes/linked.md' is a symbolic link"])
  }

  @Test func `links that lead somewhere are left alone`() throws {
    let tree = try TemporaryTree([
      "README.md": """
      # A & B

      [1](notes) [2](notes/) [3](/Sources/a.swift) [4](notes/a%20b.md#%ED%95%9C) [5](#a--b) [6](./README.md)
      [7](https://example.org/x#y) [8](mailto:a@b.c) [9](//example.org) [10](Sources/a.swift?raw=true) [11](#)

      `Sources/a.swift:1:2`, `Sources/`, `Sources/<name>.swift`, `*/b.swift`, `https://a.b/c.md`, `a / b`,
      `braid run Sources/a.swift -o out/x.md`, `swift test --filter <name>`, `notes/*.md`, `/etc/a.md`

      """,
      "notes/a b.md": "## 한\n\n[up](../README.md)\n",
      "Sources/a.swift": "",
    ])
    #expect(tree.check().mistakes.map(\.description).isEmpty)
  }
}
