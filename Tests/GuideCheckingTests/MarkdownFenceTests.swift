// How fences are found in Markdown, and what their info strings promise.

import Testing

@testable import GuideChecking

struct `Markdown fences` {
  struct Example: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let fences: [String]
    var isClosed = true

    init(_ name: String, _ text: String, _ fences: [String], isClosed: Bool = true) {
      testDescription = name
      self.text = text
      self.fences = fences
      self.isClosed = isClosed
    }
  }

  /// Each fence is written as `line language|body lines`.
  static let examples = [
    Example("backticks", "a\n```swift\nlet x\n```\nb", ["2 swift|let x"]),
    Example("tildes", "~~~text\na\n~~~", ["1 text|a"]),
    Example("an empty body", "```text\n```", ["1 text"]),
    Example("two fences", "```a\n1\n```\n```b\n2\n```", ["1 a|1", "4 b|2"]),
    Example("a longer fence holds a shorter one", "````md\n```swift\nx\n```\n````", ["1 md|```swift|x|```"]),
    Example("a longer closing line closes", "```a\nx\n`````", ["1 a|x"]),
    Example("the other mark does not close", "```a\n~~~\n```", ["1 a|~~~"]),
    Example("a closing line has no words", "```a\n``` b\n```", ["1 a|``` b"]),
    Example("spaces behind the closing marks", "```a\nx\n```  \t", ["1 a|x"]),
    Example("an indent is taken off the body", "   ```a\n   x\n     y\n z\n  ```", ["1 a|x|  y|z"]),
    Example("two marks are no fence", "``a\nx\n``", []),
    Example("backticks in the info string are no fence", "```a`b\nx", []),
    Example("tildes may have backticks in the info string", "~~~ a `b`\nx\n~~~", ["1 a|x"]),
    Example("white space before the language", "``` \t swift\nx\n```", ["1 swift|x"]),
    Example("no language", "```\nx\n```", ["1 |x"]),
    Example("blank lines are kept", "```a\n\nx\n\n```", ["1 a||x|"]),
    Example("carriage returns belong to the line ending", "```a\r\nx\r\n```\r\n", ["1 a|x"]),
    Example("no end", "```a\nx\n~~~\n", ["1 a|x|~~~"], isClosed: false),
    Example("no end and no body", "```a", ["1 a"], isClosed: false),
    Example("a closing line may not be indented deeply", "```a\n    ```\n```", ["1 a|    ```"]),
  ]

  @Test(arguments: examples)
  func `fences are found as CommonMark finds them`(example: Example) {
    let document = MarkdownDocument(path: "a.md", text: example.text)
    let fences = document.fences.map { fence in
      (["\(fence.line) \(fence.info.language)"] + fence.body).joined(separator: "|")
    }
    #expect(fences == example.fences)
    #expect(document.fences.allSatisfy { $0.isClosed == example.isClosed })
    #expect(document.rawLines.joined() == example.text)
  }

  @Test(arguments: [
    "    ```swift", "\t```swift", "> ```swift", "- ```swift", "12. ~~~swift", "> - ```swift", "-     ```",
  ])
  func `an indented fence is reported`(line: String) {
    let document = MarkdownDocument(path: "a.md", text: "one\n\n\(line)\n")
    #expect(document.fences.isEmpty)
    #expect(document.unreachableFences == [3])
  }

  @Test(arguments: ["- `a`", "    let a", "> ``a``", "* * *", "text ``` text"])
  func `other lines are no deeper fences`(line: String) {
    #expect(MarkdownDocument(path: "a.md", text: line).unreachableFences.isEmpty)
  }

  @Test(arguments: [
    ("swift source=a.swift#b", "source=PATH#REGION"),
    ("text source=a.scenario", "source=PATH#REGION"),
    ("console", "console"),
    ("console illustrative", "illustrative"),
    ("swift illustrative", "illustrative"),
  ])
  func `the info string makes a promise`(info: String, usage: String) throws {
    #expect(try FencePromise.made(by: FenceInfo(info), freeLanguages: [])?.usage == usage)
  }

  @Test func `a free language needs no promise, but may make one`() throws {
    #expect(try FencePromise.made(by: FenceInfo("ebnf"), freeLanguages: ["ebnf"]) == nil)
    let made = try FencePromise.made(by: FenceInfo("ebnf source=a.ebnf"), freeLanguages: ["ebnf"])
    #expect(made?.usage == "source=PATH#REGION")
  }

  @Test(arguments: [
    ("", "promises nothing"),
    ("swift", "promises nothing"),
    ("text", "promises nothing"),
    ("swift sorce=a.swift", "'sorce=a.swift' is not a promise"),
    ("swift source", "'source' is not a promise"),
    ("swift source=", "'source=' is not a promise"),
    ("swift illustrative=yes", "'illustrative=yes' is not a promise"),
    ("swift source=a source=b", "makes 2 promises"),
    ("swift source=a illustrative", "makes 2 promises"),
  ])
  func `a bad info string is reported`(info: String, message: String) {
    let problem = #expect(throws: NotesProblem.self) {
      try FencePromise.made(by: FenceInfo(info), freeLanguages: ["ebnf"])
    }
    #expect(problem?.message.contains(message) == true)
  }
}
