// How regions are found in source files.

import TemporaryFiles
import Testing

@testable import GuideChecking
@testable import Workbench

struct `Source regions` {
  @Test func `the common indentation and nested marks are left out`() {
    let file = SourceFile(
      path: "a.swift",
      text: """
        struct A {
          // \(begin) outer
          func a() {
            // \(begin) inner
            one()

              two()
            // \(end) inner
          }
          // \(end)
        }
        """)
    #expect(file.problems.isEmpty)
    #expect(
      file.regions == [
        SourceRegion(name: "outer", line: 2, body: ["func a() {", "  one()", "", "    two()", "}"]),
        SourceRegion(name: "inner", line: 4, body: ["one()", "", "  two()"]),
      ])
    #expect(file.numbers == [1, 3, 5, 6, 7, 9, 11] && file.lines.count == 7)
  }

  @Test(arguments: [
    ("a.scenario", "# \(begin) x\ncall 1\n# \(end)", 1),
    ("a.scenario", "// \(begin) x\ncall 1\n// \(end)", 0),
    ("a.swift", "# \(begin) x\ncall 1\n# \(end)", 0),
    ("a.swift", "//\(begin) x\n//\(end)", 0),
    ("a.swift", "// \(begin) of interest is here\n", 0),
    ("a.swift", "let a = 1  // \(begin) x\n", 0),
    ("a.md", "# \(begin) x\n# \(end)", 0),
    ("a.swift", "// \(begin) x\r\na\r\n// \(end)\r\n", 1),
  ])
  func `only a comment of two words is a mark`(path: String, text: String, regions: Int) {
    let file = SourceFile(path: path, text: text)
    #expect(file.regions.count == regions)
    #expect(file.problems.isEmpty)
  }

  @Test(arguments: [
    ("// \(begin) a\n", "1: the region 'a' has no end"),
    ("x\n// \(end)\n", "2: 'endregion' closes no region"),
    ("// \(begin) a\n// \(end) b\n", "2: 'endregion b' closes the region 'a'"),
    ("// \(begin) a\n// \(end)\n// \(begin) a\n// \(end)\n", "3: the region 'a' was begun before, on line 1"),
  ])
  func `marks that do not match are reported`(text: String, problem: String) {
    let file = SourceFile(path: "a.swift", text: text)
    #expect(file.problems.map { "\($0.line): \($0.message)" } == [problem])
  }

  @Test(arguments: [
    ("Sources/A/Steps.swift#missing", "has no region 'missing'"),
    ("Sources/A/Missing.swift#a", "there is no file"),
    ("Sources/A", "there is no file"),
    ("../a.swift", "is not a path from the root"),
    ("/Sources/A/Steps.swift", "is not a path from the root"),
    ("notes/guide.md", "is itself a note"),
    ("#steps", "is not a path from the root"),
  ])
  func `a reference to nothing is reported`(reference: String, message: String) throws {
    let tree = try TemporaryTree.valid()
    let problem = #expect(throws: NotesProblem.self) {
      try SourceReference(reference).lines(in: tree.context())
    }
    #expect(problem?.message.contains(message) == true)
  }

  @Test func `a name that is there twice names nothing`() throws {
    let region = "// \(begin) a\n// \(end)\n"
    let tree = try TemporaryTree(["Sources/a.swift": region + region])
    let problem = #expect(throws: NotesProblem.self) {
      try SourceReference("Sources/a.swift#a").lines(in: tree.context())
    }
    #expect(problem?.message == "'Sources/a.swift' has 2 regions 'a'")
  }
}
