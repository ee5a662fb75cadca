// Edits of the language server, applied to a text.

import Testing

@testable import Migration

@Suite("The edits of a rewrite") struct TextEditTests {
  private static func edit(_ start: (Int, Int), _ end: (Int, Int), _ text: String) throws -> TextEdit {
    func place(_ place: (Int, Int)) -> [String: Any] { ["line": place.0, "character": place.1] }
    return try #require(TextEdit(["range": ["start": place(start), "end": place(end)], "newText": text]))
  }

  @Test func `name places of the text before, in UTF-16 units`() throws {
    let text = "let flag = \"🇰🇷\" // a\nlet b = 1\n"
    let edits = [
      try Self.edit((1, 8), (1, 9), "2"), try Self.edit((0, 18), (0, 22), ""), try Self.edit((0, 0), (0, 0), "@x "),
      try Self.edit((0, 0), (0, 0), "@y "),
    ]
    #expect(TextEdit.apply(edits, to: text) == "@x @y let flag = \"🇰🇷\" \nlet b = 2\n")
  }

  @Test func `beyond the end are at the end`() throws {
    #expect(TextEdit.apply([try Self.edit((7, 3), (9, 0), "b")], to: "a") == "ab")
  }

  @Test(
    arguments: [[:], ["newText": "a"], ["newText": "a", "range": ["start": ["line": 1]]]] as [[String: any Sendable]])
  func `without a range are none`(message: [String: any Sendable]) {
    #expect(TextEdit(message) == nil)
  }
}
