// A translation that falls out of step with its original is found, with its place and what was expected.

import TemporaryFiles
import Testing

@testable import GuideChecking

struct `Notes editions` {
  /// A change to a pair of editions in step, and the mistake that it must cause.
  struct Mutation: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let path: String
    let old: String
    let new: String
    let mistake: String

    init(_ name: String, _ path: String, _ old: String, _ new: String, _ mistake: String) {
      testDescription = name
      self.path = path
      self.old = old
      self.new = new
      self.mistake = mistake
    }
  }

  private static let original = "notes/a.md"
  private static let translation = "notes/ko/a.md"

  /// Two editions in step.
  private static func tree() throws -> TemporaryTree {
    try TemporaryTree([
      original: """
      # One

      See [two](b.md), [itself](#table) and [three](c.md), [the picture](p.svg).

      ## Table

      | a |
      |---|
      | b |

      - an item

      ```ebnf
      a = b
      ```

      """,
      translation: """
      # 하나

      [그림](../p.svg), [둘](b.md), [셋](../c.md), [자신](#표)을 보세요.

      ## 표

      | 가 |
      |---|
      | 나 |

      - 항목

      ```ebnf
      a = b
      ```

      """,
      "notes/b.md": "# Two\n\n[Korean](ko/b.md)\n", "notes/ko/b.md": "# 둘\n\n[영어](../b.md)\n",
      "notes/c.md": "# Three\n", "notes/p.svg": "", "notes/ko/waiting.txt": "# Waiting\n\nc.md\n",
    ])
  }

  static let mutations = [
    Mutation("a heading on another level", translation, "## 표", "### 표", ":5: the heading '표' is on level 3"),
    Mutation("a lost heading", translation, "## 표\n", "", ":1: no heading follows here"),
    Mutation("a heading too many", original, "## Table\n", "", ":5: the heading '표' has no counterpart"),
    Mutation("a lost table row", translation, "| 나 |\n", "", ":5: there are 2 table rows under '표'; 3 were expected"),
    Mutation("an added item", original, "- an item", "- an item\n- and", ":5: there are 1 list items under '표'; 2"),
    Mutation("a lost fence", translation, "```ebnf\na = b\n```\n", "", ":5: there are 0 fences under '표'; 1"),
    Mutation("another promise", translation, "```ebnf", "```math", ":13: the fence promises something else"),
    Mutation("another body", translation, "a = b", "a = c", ":13: the fence holds something else than the one at"),
    Mutation("a lost link", translation, "[둘](b.md)", "둘", ":1: no link under '하나' leads to 'notes/ko/b.md'"),
    Mutation("a lost anchor", translation, "(#표)", "(a.md)", ":1: no link under '하나' leads to 'notes/ko/a.md#…'"),
    Mutation(
      "a link too many", translation, "- 항목", "- [항목](b.md)", ":5: the link under '표' to 'notes/ko/b.md' has no"),
    Mutation(
      "a link to a chapter that waits", translation, "(../c.md)", "(c.md)",
      ":1: no link under '하나' leads to 'notes/c.md'"),
    Mutation(
      "a link to the other edition", translation, "(b.md)", "(../b.md)",
      ":1: no link under '하나' leads to 'notes/ko/b.md'"),
  ]

  @Test func `editions in step have no mistakes`() throws {
    #expect(try Self.tree().check(.editions).mistakes.map(\.description).isEmpty)
    #expect(try Self.tree().check().mistakes.map(\.description).isEmpty)
  }

  @Test(arguments: mutations)
  func `each step apart is found`(mutation: Mutation) throws {
    let tree = try Self.tree()
    try tree.edit(mutation.path, mutation.old, mutation.new)
    let found = tree.check(.editions).mistakes.map(\.description)
    #expect(
      found.contains { $0.hasPrefix(Self.translation + mutation.mistake) && $0.contains(Self.original) },
      "\(found.joined(separator: "\n"))")
  }

  @Test(arguments: [
    ("# Waiting\n", "notes/c.md: the chapter has no translation"),
    ("c.md\na.md\n", "notes/ko/waiting.txt:2: 'a.md' is translated and waits no more"),
    ("c.md\nd.md\n", "notes/ko/waiting.txt:2: there is no chapter 'd.md'"),
  ])
  func `the list of waiting chapters is exact`(list: String, mistake: String) throws {
    let tree = try Self.tree()
    try tree.edit("notes/ko/waiting.txt", "# Waiting\n\nc.md\n", list)
    let found = tree.check(.editions).mistakes.map { mistake in
      "\(mistake.path)\(mistake.line.map { ":\($0)" } ?? ""): \(mistake.message)"
    }
    #expect(found.contains(mistake), "\(found.joined(separator: "\n"))")
  }

  @Test func `a translation needs an original`() throws {
    let tree = try TemporaryTree(["notes/a.md": "# One\n", "notes/ko/a.md": "# 하나\n", "notes/ko/b.md": "# 둘\n"])
    let found = tree.check(.editions).mistakes.map { "\($0.path): \($0.message)" }
    #expect(found == ["notes/ko/b.md: the translation has no original"])
  }

  @Test func `without a translated edition nothing is compared`() throws {
    let tree = try TemporaryTree(["notes/a.md": "# One\n"])
    #expect(tree.check(.editions).mistakes.map(\.description).isEmpty)
  }
}
