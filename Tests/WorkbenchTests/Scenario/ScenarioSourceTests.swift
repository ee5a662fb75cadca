// Which files are read as scenarios, and what is said of the others.

import Foundation
import TemporaryFiles
import Testing

@testable import Workbench

struct `A scenario file` {
  static let good = "title T\nprogram three-stages\n"

  /// The error of reading a file in a folder, as text that does not name the folder.
  private func refusal(of path: String, in tree: TemporaryTree) -> (kind: ScenarioError.Kind, text: String)? {
    do {
      _ = try Scenario(contentsOf: tree.root + "/" + path)
      return nil
    } catch {
      return (error.kind, error.description.replacing(tree.root + "/", with: ""))
    }
  }

  @Test func `is read, through links too`() throws {
    let tree = try TemporaryTree(["a/b.scenario": Self.good])
    try tree.link("link.scenario", to: "a/b.scenario")
    #expect(try Scenario(contentsOf: tree.root + "/a/b.scenario").name == "b")
    #expect(try Scenario(contentsOf: tree.root + "/link.scenario").name == "link")
  }

  @Test func `may begin with a byte order mark, and keeps it`() throws {
    let tree = try TemporaryTree(["a.scenario": "\u{FEFF}" + Self.good])
    let scenario = try Scenario(contentsOf: tree.root + "/a.scenario")
    #expect(scenario.title == "T")
    #expect(Array(scenario.source.text.utf8) == Array(("\u{FEFF}" + Self.good).utf8))
    #expect(message(for: "title T\n\u{FEFF}program three-stages").contains("f.scenario:2:1: error: "))
  }

  @Test func `has lines that end in LF or CRLF, and in nothing else`() throws {
    let text = "title A\u{2028}B\u{85}C"
    #expect(message(for: text).contains("f.scenario:1:10: error: there is a control character, U+0085"))
    let title = "A\u{2028}B\u{B7}C"
    #expect(try Scenario(ScenarioSource(text: "title \(title)\r\nprogram recovery", path: "")).title == title)
  }

  static let missing: [(String, ScenarioError.Kind, String)] = [
    ("none", .notFound, "none: error: there is no such file\nhelp: see 'braid list' for the scenarios"),
    ("a.scenario/b", .notFound, "a.scenario/b: error: there is no such file\nhelp: see 'braid list' for the scenarios"),
    ("broken", .notFound, "broken: error: there is no such file\nhelp: see 'braid list' for the scenarios"),
    ("loop", .notFound, "loop: error: there is no such file\nhelp: see 'braid list' for the scenarios"),
    (".", .directory, ".: error: this is a directory, not a scenario file"),
  ]

  @Test(arguments: missing)
  func `that is none is refused`(path: String, kind: ScenarioError.Kind, text: String) throws {
    let tree = try TemporaryTree(["a.scenario": Self.good])
    try tree.link("broken", to: "nowhere")
    try tree.link("loop", to: "loop")
    let found = try #require(refusal(of: path, in: tree))
    #expect(found == (kind, text))
  }

  @Test func `has a name`() {
    for path in ["", "\0", "a\0b"] {
      let error = #expect(throws: ScenarioError.self) { try Scenario(contentsOf: path) }
      #expect(error?.kind == .notFound)
      #expect(error?.isNotFound == true)
    }
  }

  #if os(Linux)
    @Test(arguments: ["/dev/zero", "/dev/null", "/dev/stdin"])
    func `is a regular file, so that reading it comes to an end`(path: String) throws {
      let error = #expect(throws: ScenarioError.self) { try Scenario(contentsOf: path) }
      #expect(error?.kind == .notRegular || (path == "/dev/stdin" && error != nil))
    }

    @Test func `that the system does not let us read is refused`() {
      let error = #expect(throws: ScenarioError.self) { try Scenario(contentsOf: "/proc/self/mem") }
      #expect(error?.description == "/proc/self/mem: error: the file cannot be read")
      #expect(error?.kind == .unreadable)
    }
  #endif

  @Test func `is no pipe, which would wait for its other end`() throws {
    let tree = try TemporaryTree([:])
    try #require(mkfifo(tree.root + "/pipe", 0o600) == 0)
    #expect(refusal(of: "pipe", in: tree)?.kind == .notRegular)
  }

  /// The bytes of a file, and what is said of them.
  struct FileCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let kind: ScenarioError.Kind
    let text: String

    init(_ what: String, _ bytes: [UInt8], _ kind: ScenarioError.Kind, _ text: String) {
      (testDescription, self.bytes, self.kind, self.text) = (what, bytes, kind, text)
    }
  }

  static let files: [FileCase] = [
    FileCase("nothing", [], .empty, "f: error: the file is empty\nhelp: a scenario begins with 'title' and 'program'"),
    FileCase(
      "comments", Array("\r\n \t\n  # x\n".utf8), .empty,
      "f: error: the file has nothing but blank lines and comments\n"
        + "help: a scenario begins with 'title' and 'program'"
    ),
    FileCase(
      "a NUL", Array("title T\nprög\0ram".utf8), .binary,
      "f:2:5: error: there is a NUL byte; the file is not plain text\nhelp: save the scenario as UTF-8 text"
    ),
    FileCase(
      "Latin 1", Array("title T\n# \u{1F600} Gr".utf8) + [0xFC, 0xDF], .binary,
      "f:2:7: error: there is a byte that is not UTF-8; the file is not plain text\n"
        + "help: save the scenario as UTF-8 text"
    ),
    FileCase(
      "UTF-16", [0xFF, 0xFE, 0x74, 0], .binary,
      "f:1:1: error: there is a byte that is not UTF-8; the file is not plain text\n"
        + "help: save the scenario as UTF-8 text"
    ),
    FileCase(
      "a NUL, then Latin 1", Array("title\0".utf8) + [0xFF], .binary,
      "f:1:6: error: there is a NUL byte; the file is not plain text\nhelp: save the scenario as UTF-8 text"
    ),
    FileCase(
      "a mebibyte and a byte", Array(repeating: 0x0A, count: 1_048_577), .tooLarge,
      "f: error: the file is larger than 1048576 bytes, the limit for a scenario\n"
        + "help: split it into several scenarios"
    ),
    FileCase(
      "ten megabytes in a line", Array(repeating: 0x61, count: 10_000_000), .tooLarge,
      "f: error: the file is larger than 1048576 bytes, the limit for a scenario\n"
        + "help: split it into several scenarios"
    ),
    FileCase(
      "a long line", Array("title T\n".utf8) + Array(repeating: 0x61, count: 4_097), .lineTooLong,
      "f:2:4097: error: the line has more than 4096 characters, the limit for a line\n"
        + "  …\(String(repeating: "a", count: 51))\n  \(String(repeating: " ", count: 51))^"
    ),
  ]

  @Test(arguments: files)
  func `is text of some size that says something`(file: FileCase) throws {
    let tree = try TemporaryTree([:])
    try tree.write(bytes: file.bytes, to: "f")
    let found = try #require(refusal(of: "f", in: tree))
    #expect(found == (file.kind, file.text))
  }

  @Test func `may be as large as the limit`() throws {
    let line = "#" + String(repeating: "x", count: 4_000) + "\n"
    let rest = ScenarioSource.largestFile - Self.good.utf8.count
    let filler = String(repeating: line, count: rest / 4_002) + String(repeating: "\n", count: rest % 4_002)
    let tree = try TemporaryTree(["f": Self.good + filler])
    #expect(try Scenario(contentsOf: tree.root + "/f").title == "T")
    #expect(error(for: Self.good + filler + "\n")?.kind == .tooLarge)
    #expect(error(for: Self.good + "\0")?.kind == .binary)
  }

  @Test func `may have lines as long as the limit, counted in characters`() throws {
    let line = "# " + String(repeating: "👨‍👩‍👧", count: ScenarioSource.longestLine - 2)
    #expect(error(for: Self.good + line) == nil)
    #expect(error(for: Self.good + line + "x")?.kind == .lineTooLong)
  }
}
