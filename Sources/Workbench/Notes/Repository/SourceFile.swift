// A source file as notes see it: its lines and its regions, with what is wrong with their marks.

/// A source file as notes see it.
///
/// A mark is a comment on its own line: two words, or `endregion` alone. `endregion` may repeat the name. Regions
/// nest; the marks inside a region are left out of its body. A sentence that begins with "region" is no mark.
struct SourceFile {
  /// How a comment begins, by the file's type; other files can be quoted only as a whole.
  static let commentMarks: KeyValuePairs<String, String> = [
    "swift": "//", "js": "//", "scenario": "#", "sh": "#", "yml": "#",
  ]

  /// The types of the files that can hold regions.
  static var markedTypes: [String] { commentMarks.map(\.key) }

  /// All lines but the marks.
  let lines: [String]
  /// The regions in the order of their beginnings.
  let regions: [SourceRegion]
  /// What is wrong with the marks, and on which line.
  let problems: [(line: Int, problem: NotesProblem)]

  init(path: String, text: String) {
    let comment = Self.commentMarks.first { $0.key == RepositoryPath.type(of: path) }?.value
    let all = TextLines.of(text)
    let marks = all.map { line in comment.flatMap { Mark(line, comment: $0) } }
    var open: [(name: String, line: Int)] = []
    var regions: [SourceRegion] = []
    var problems: [(line: Int, problem: NotesProblem)] = []
    for (index, mark) in marks.enumerated() {
      switch mark {
      case nil: continue
      case .begin(let name):
        open.append((name, index + 1))
      case .end(let name):
        guard let begun = open.popLast() else {
          problems.append((index + 1, .endWithoutRegion))
          continue
        }
        if let name, name != begun.name { problems.append((index + 1, .wrongEnd(name, of: begun.name))) }
        let inside = (begun.line..<index).filter { marks[$0] == nil }.map { all[$0] }
        let body = Self.withoutCommonIndent(inside)
        regions.append(SourceRegion(name: begun.name, line: begun.line, body: body))
      }
    }
    problems += open.map { ($0.line, .regionWithoutEnd($0.name)) }
    regions.sort { $0.line < $1.line }
    for (index, region) in regions.enumerated() {
      guard let first = regions[..<index].first(where: { $0.name == region.name }) else { continue }
      problems.append((region.line, .nameTwice(region.name, firstLine: first.line)))
    }
    lines = all.indices.filter { marks[$0] == nil }.map { all[$0] }
    self.regions = regions
    self.problems = problems.sorted { $0.line < $1.line }
  }

  /// A line that marks a region.
  private enum Mark {
    case begin(String)
    case end(String?)

    init?(_ line: String, comment: String) {
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
    let blank = lines.map { $0.trimmed.isEmpty }
    let indents = zip(lines, blank).filter { !$1 }.map { line, _ in line.prefix { $0 == " " || $0 == "\t" } }
    let common = indents.dropFirst().reduce(indents.first ?? "") { shared, indent in
      shared.prefix(zip(shared, indent).prefix { $0 == $1 }.count)
    }
    return zip(lines, blank).map { $1 ? "" : String($0.dropFirst(common.count)) }
  }
}

extension NotesProblem {
  fileprivate static let endWithoutRegion = NotesProblem(
    "'endregion' closes no region", remedy: "remove it, or mark where the region begins")

  fileprivate static func wrongEnd(_ name: String, of begun: String) -> NotesProblem {
    NotesProblem("'endregion \(name)' closes the region '\(begun)'", remedy: "close the inner region first")
  }

  fileprivate static func regionWithoutEnd(_ name: String) -> NotesProblem {
    NotesProblem("the region '\(name)' has no end", remedy: "mark its end with 'endregion'")
  }

  fileprivate static func nameTwice(_ name: String, firstLine: Int) -> NotesProblem {
    NotesProblem("the region '\(name)' was begun before, on line \(firstLine)", remedy: "give it another name")
  }
}
