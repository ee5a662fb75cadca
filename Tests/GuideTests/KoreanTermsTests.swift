// The terms of the Korean edition: one for each English word, and no calques that a Korean author would not write.

import Foundation
import Testing

@Suite struct `The Korean edition` {
  private static let folder = GuideTests.root + "/notes/ko"

  /// The terms: the English word and the Korean one.
  private static func terms() throws -> [String: String] {
    let lines = try String(contentsOfFile: folder + "/terms.txt", encoding: .utf8).split(separator: "\n")
    let pairs = lines.compactMap { $0.wholeMatch(of: /([^#\s][^#]*?) {2,}(\S.*)/) }
    #expect(Set(pairs.map { String($0.1) }).count == pairs.count, "a term is in the list twice")
    return Dictionary(pairs.map { (String($0.1), String($0.2)) }) { first, _ in first }
  }

  /// The chapters without their listings and outputs, a line break being a space.
  private static func chapters() throws -> [(name: String, text: String)] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".md") }.sorted()
    return try names.map { name in
      let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      let prose = text.replacing(/\n```(?:.|\n)*?\n```/) { _ in "" }.replacing(/`[^`\n]*`/) { _ in "`" }
      return (name, prose.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
  }

  @Test func `has one word for each term`() throws {
    let terms = try Self.terms()
    var count = 0
    for (name, text) in try Self.chapters() {
      for match in text.matches(of: /\(([a-z][a-z \/-]+)\)/) {
        guard let term = terms[String(match.1)] else { continue }
        let before = text[..<match.range.lowerBound].filter { $0 != "*" }
        guard before.last != "`", before.last != "]" else { continue }
        count += 1
        #expect(before.hasSuffix(term), "\(name): \(before.suffix(12))(\(match.1)) instead of \(term)")
      }
    }
    #expect(count >= 500)
  }

  @Test(arguments: [
    "가짜 친구", "감독", "결실을 맺", "나쁜 이름", "낡을 수 없", "내려앉", "불러들이", "손잡이", "얼굴을 얻", "예정되어 있", "예정된 것들",
    "우두커니", "인출", "잠으로 가득", "한입에",
  ])
  func `does without words that were carried over from the English`(word: String) throws {
    for (name, text) in try Self.chapters() {
      let places = text.ranges(of: word).map { range in
        let start = text.index(range.lowerBound, offsetBy: -20, limitedBy: text.startIndex) ?? text.startIndex
        return text[start..<range.upperBound]
      }
      #expect(places.isEmpty, "\(name): \(places)")
    }
  }
}
