// A source file as notes see it: its lines and its regions, with what is wrong with their marks.

/// A source file as notes see it.
///
/// A mark is a comment on its own line: two words, or `endregion` alone. `endregion` may repeat the name. Regions
/// nest; the marks inside a region are left out of its body. A sentence that begins with "region" is no mark.
package struct SourceFile {
  /// How a comment begins, by the file's type; other files can be quoted only as a whole.
  private static let commentMarks: KeyValuePairs<String, String> = [
    "swift": "//", "js": "//", "scenario": "#", "py": "#", "sh": "#", "yml": "#",
  ]

  /// The types of the files that can hold regions.
  package static var markedTypes: [String] { commentMarks.map(\.key) }

  /// All lines but the marks.
  package let lines: [String]
  /// For each of the lines its number in the file, counted from 1.
  package let numbers: [Int]
  /// The regions in the order of their beginnings.
  package let regions: [SourceRegion]
  /// The mistakes in the marks, line by line.
  package let problems: [Problem]

  /// A mark that is wrong.
  package struct Problem: Sendable {
    /// The line of the mark, counted from 1.
    package let line: Int
    /// The mistake, in one sentence.
    package let message: String
    /// The remedy.
    package let remedy: String

    fileprivate init(_ line: Int, _ message: String, remedy: String) {
      (self.line, self.message, self.remedy) = (line, message, remedy)
    }
  }

  /// Reads a file's lines and regions.
  ///
  /// - Parameters:
  ///   - path: The path of the file, whose type tells how its comments begin.
  ///   - text: The text of the file.
  package init(path: String, text: String) {
    let type = path.split(separator: "/").last?.split(separator: ".").dropFirst().last.map(String.init)
    let comment = Self.commentMarks.first { $0.key == type }?.value
    let all = TextLines.of(text)
    let marks = all.map { line in comment.flatMap { Mark(line, comment: $0) } }
    var open: [(name: String, line: Int)] = []
    var regions: [SourceRegion] = []
    var problems: [Problem] = []
    for (index, mark) in marks.enumerated() {
      switch mark {
      case nil: continue
      case .begin(let name):
        open.append((name, index + 1))
      case .end(let name):
        guard let begun = open.popLast() else {
          problems.append(.endWithoutRegion(on: index + 1))
          continue
        }
        if let name, name != begun.name { problems.append(.wrongEnd(name, of: begun.name, on: index + 1)) }
        let inside = (begun.line..<index).filter { marks[$0] == nil }.map { all[$0] }
        let body = Self.withoutCommonIndent(inside)
        regions.append(SourceRegion(name: begun.name, line: begun.line, body: body))
      }
    }
    problems += open.map { .regionWithoutEnd($0.name, on: $0.line) }
    regions.sort { $0.line < $1.line }
    for (index, region) in regions.enumerated() {
      guard let first = regions[..<index].first(where: { $0.name == region.name }) else { continue }
      problems.append(.nameTwice(region.name, firstLine: first.line, on: region.line))
    }
    let unmarked = all.indices.filter { marks[$0] == nil }
    lines = unmarked.map { all[$0] }
    numbers = unmarked.map { $0 + 1 }
    self.regions = regions
    self.problems = problems.sorted { $0.line < $1.line }
  }

  /// A line that marks a region.
  private enum Mark {
    case begin(String)
    case end(String?)

    init?(_ line: String, comment: String) {
      // Few lines are comments, and only those are cut into words.
      guard line.utf8.first(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) == comment.utf8.first else {
        return nil
      }
      let words = line.split { $0 == " " || $0 == "\t" }
      guard words.first.map(String.init) == comment else { return nil }
      switch (words.dropFirst().first, words.count) {
      case ("region", 3): self = .begin(String(words[2]))
      case ("endregion", 2): self = .end(nil)
      case ("endregion", 3): self = .end(String(words[2]))
      default: return nil
      }
    }
  }

  /// The lines without the white space that all lines but the blank ones begin with; blank lines become empty.
  private static func withoutCommonIndent(_ lines: [String]) -> [String] {
    let blank = lines.map { $0.allSatisfy { $0 == " " || $0 == "\t" } }
    let indents = zip(lines, blank).filter { !$1 }.map { line, _ in line.prefix { $0 == " " || $0 == "\t" } }
    let common = indents.dropFirst().reduce(indents.first ?? "") { shared, indent in
      shared.prefix(zip(shared, indent).prefix { $0 == $1 }.count)
    }
    return zip(lines, blank).map { $1 ? "" : String($0.dropFirst(common.count)) }
  }
}

extension SourceFile.Problem {
  fileprivate static func endWithoutRegion(on line: Int) -> Self {
    Self(line, "'endregion' closes no region", remedy: "remove it, or mark where the region begins")
  }

  fileprivate static func wrongEnd(_ name: String, of begun: String, on line: Int) -> Self {
    Self(line, "'endregion \(name)' closes the region '\(begun)'", remedy: "close the inner region first")
  }

  fileprivate static func regionWithoutEnd(_ name: String, on line: Int) -> Self {
    Self(line, "the region '\(name)' has no end", remedy: "mark its end with 'endregion'")
  }

  fileprivate static func nameTwice(_ name: String, firstLine: Int, on line: Int) -> Self {
    Self(line, "the region '\(name)' was begun before, on line \(firstLine)", remedy: "give it another name")
  }
}
