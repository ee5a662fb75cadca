// Swift source in pieces: nothing is lost, and strings, comments and words are of the right kind.

import Foundation
import Testing

@testable import Workbench

struct `Highlighted Swift source` {
  /// The pieces of a line, each with the first letter of its kind.
  private static func pieces(_ lines: String...) -> [String] {
    SwiftHighlighter.spans(of: lines).flatMap { $0.map { "\($0.kind.rawValue.prefix(1)):\($0.text)" } }
  }

  @Test func `keeps each character of the project's programs, in pieces that are as long as they can be`() throws {
    let folder = ProjectFiles.root + "/Sources/Pipelines"
    let paths = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter {
      $0.hasSuffix(".swift")
    }
    #expect(paths.count > 50)
    var kinds: Set<CodeSpan.Kind> = []
    for path in paths {
      let lines = TextLines.of(try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8))
      let spans = SwiftHighlighter.spans(of: lines)
      #expect(spans.map { $0.map(\.text).joined() } == lines, "\(path)")
      #expect(spans.allSatisfy { line in zip(line, line.dropFirst()).allSatisfy { $0.kind != $1.kind } }, "\(path)")
      #expect(spans.joined().allSatisfy { !$0.text.isEmpty }, "\(path)")
      kinds.formUnion(spans.joined().map(\.kind))
    }
    #expect(kinds == Set(CodeSpan.Kind.allCases))
  }

  @Test func `tells words, names of types, attributes and numbers apart`() {
    #expect(
      Self.pieces("@Sendable static func a1(_ n: Int) async -> T.init { 0x1F }")
        == [
          "a:@Sendable", "p: ", "k:static", "p: ", "k:func", "p: a1(_ n: ", "t:Int", "p:) ", "k:async", "p: -> ",
          "t:T", "p:.init { ", "n:0x1F", "p: }",
        ])
    #expect(Self.pieces("1...5, 2.5, x.0") == ["n:1", "p:...", "n:5", "p:, ", "n:2.5", "p:, x.", "n:0"])
    #expect(Self.pieces("#if os(L)", "`in`.for") == ["k:#if", "p: os(", "t:L", "p:)", "p:`in`.for"])
  }

  @Test func `reads strings with what is interpolated into them`() {
    #expect(Self.pieces("f(\"a\\\"b\") // \"c") == ["p:f(", "s:\"a\\\"b\"", "p:) ", "c:// \"c"])
    #expect(
      Self.pieces("\"\\(x + g(\"//\"))!\" + y")
        == ["s:\"\\(", "p:x + g(", "s:\"//\"", "p:)", "s:)!\"", "p: + y"])
    #expect(Self.pieces("#\"\\(x)\"\\#(y)\"#z") == ["s:#\"\\(x)\"\\#(", "p:y", "s:)\"#", "p:z"])
    #expect(Self.pieces("\"\"\"", "a \"b\" // c", "\"\"\"; d") == ["s:\"\"\"", "s:a \"b\" // c", "s:\"\"\"", "p:; d"])
    // A string that is not closed ends with its line.
    #expect(Self.pieces("\"a \\(b", "let") == ["s:\"a \\(", "p:b", "k:let"])
  }

  @Test func `reads nested comments over several lines`() {
    #expect(Self.pieces("a /* b /* c */", "d */ if") == ["p:a ", "c:/* b /* c */", "c:d */", "p: ", "k:if"])
    #expect(Self.pieces().isEmpty)
    #expect(SwiftHighlighter.spans(of: ["", "a"]) == [[], [CodeSpan(kind: .plain, text: "a")]])
  }
}
