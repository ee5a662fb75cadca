// The names of the tests, read from the text of the test sources.

import Workbench

/// The names by which `swift test --filter` selects tests.
///
/// A test's identifier is `Module.Suite/Inner/name(`, without the labels of its arguments. Suites are recognised by
/// their indentation, which the formatter keeps true.
struct TestNames {
  /// The identifiers of all tests, by file and line.
  private(set) var identifiers: [String] = []
  /// The names that `@Suite("…")` and `@Test("…")` give for show, and the names that count.
  private(set) var shown: [(name: String, identifier: String)] = []

  init(in context: NotesContext) throws(NotesProblem) {
    for path in try context.tree.files(below: "Tests", types: ["swift"]) {
      let module = path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
      add(try context.source(at: path).lines, module: module, file: RepositoryPath.name(of: path))
    }
  }

  private mutating func add(_ lines: [String], module: String, file: String) {
    var suites: [(indent: Int, name: String)] = []
    var isTest = false
    var title: String?
    for line in lines {
      let indent = line.utf8.prefix { $0 == UInt8(ascii: " ") }.count
      if line.utf8.dropFirst(indent).first == UInt8(ascii: "@") {
        title = Self.title(in: line) ?? title
        if line.utf8.dropFirst(indent).starts(with: "@Test".utf8) { isTest = true }
      }
      guard let (kind, name) = Self.declaration(in: line) else { continue }
      let parents = suites.filter { $0.indent < indent }
      if kind != "func" {
        suites = parents + [(indent, name)]
      } else if isTest {
        let prefix = parents.map { $0.name + "/" }.joined()
        identifiers.append("\(module).\(prefix)\(name)()/\(file):")
      }
      if let title { shown.append((title, name)) }
      title = nil
      if kind == "func" { isTest = false }
    }
  }

  /// The title that `@Suite("…")` or `@Test("…")` gives in a line.
  private static func title(in line: String) -> String? {
    for attribute in ["@Suite(", "@Test("] {
      guard let range = line.firstRange(of: attribute) else { continue }
      let argument = line[range.upperBound...].drop(while: \.isWhitespace)
      let title = argument.dropFirst().prefix { $0 != "\"" }
      if argument.first == "\"", !title.isEmpty, title.endIndex < line.endIndex { return String(title) }
    }
    return nil
  }

  private static let keywords = ["func", "struct", "class", "enum", "actor", "extension"]

  /// The kind and the name of the type or function that `line` declares, behind attributes and modifiers.
  ///
  /// Most lines declare nothing: their first word is neither a modifier nor an attribute, and the rest is not looked at.
  private static func declaration(in line: String) -> (kind: Substring, name: String)? {
    var rest = line[...].utf8.drop { $0 == UInt8(ascii: " ") }
    let hasAttribute = rest.first == UInt8(ascii: "@")
    while !rest.isEmpty {
      let word = rest.prefix { $0 != UInt8(ascii: " ") }
      rest = rest[word.endIndex...].dropFirst()
      if keywords.contains(where: { word.elementsEqual($0.utf8) }) {
        let text = Substring(rest)
        let name =
          text.hasPrefix("`")
          ? "`" + text.dropFirst().prefix { $0 != "`" } + "`" : String(text.prefix(while: isNamePart))
        return name.isEmpty ? nil : (Substring(word), name)
      }
      guard hasAttribute || word.allSatisfy(isModifierByte) else { return nil }
    }
    return nil
  }

  private static func isModifierByte(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
  }

  private static func isNamePart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "."
  }
}
