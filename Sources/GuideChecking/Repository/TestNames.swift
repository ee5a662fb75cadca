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
      add(TextLines.of(try context.tree.text(of: path)), module: module, file: RepositoryPath.name(of: path))
    }
  }

  private mutating func add(_ lines: [String], module: String, file: String) {
    var suites: [(indent: Int, name: String)] = []
    var isTest = false
    var title: String?
    for line in lines {
      let indent = line.prefix { $0 == " " }.count
      if line.contains("(\""), let match = line.firstMatch(of: /@(?:Suite|Test)\(\s*"([^"]+)"/) {
        title = String(match.1)
      }
      if line.dropFirst(indent).hasPrefix("@Test") { isTest = true }
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

  private static let keywords: [Substring] = ["func", "struct", "class", "enum", "actor", "extension"]

  /// The kind and the name of the type or function that `line` declares, behind attributes and modifiers.
  private static func declaration(in line: String) -> (kind: Substring, name: String)? {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard let index = words.firstIndex(where: keywords.contains), index + 1 < words.count else { return nil }
    let before = words[..<index].filter { !$0.isEmpty }
    let areModifiers = before.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "(" || $0 == ")" } }
    guard before.first?.hasPrefix("@") == true || areModifiers else { return nil }
    let rest = words[(index + 1)...].joined(separator: " ")
    let name =
      rest.hasPrefix("`")
      ? "`" + rest.dropFirst().prefix { $0 != "`" } + "`" : String(rest.prefix(while: isNamePart))
    return name.isEmpty ? nil : (words[index], name)
  }

  private static func isNamePart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "."
  }
}
