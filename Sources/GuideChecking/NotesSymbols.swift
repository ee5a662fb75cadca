// The check that what the notes call by name in code spans is there: types, members, functions and scenarios.

import Workbench

/// Checks the symbols in code spans.
///
/// `Promise`, `Report.isClean` and `call(_:completion:)` are symbols: every part of the name has to be a word of the
/// Swift sources, outside of comments. Names of other libraries and languages are listed in `notes/foreign-names.txt`.
struct NotesSymbols {
  /// The file that lists names of others, one on each line.
  static let foreignList = "notes/foreign-names.txt"

  let context: NotesContext

  /// The symbols and scenarios that are not there, and listed names that no note mentions.
  func findings(_ documents: [MarkdownDocument]) -> [NotesFinding] {
    do throws(NotesProblem) {
      let scenarios = Set(try context.scenarios().map(\.name))
      var words = try sourceWords()
      let foreign = try NotesEdition.names(in: Self.foreignList, of: context.tree)
      words.formUnion(foreign.map(\.name))
      var mentioned: Set<String> = []
      var findings: [NotesFinding] = []
      for document in documents {
        for span in context.inlines(of: document).flatMap(\.codeSpans) {
          let parts = Self.parts(of: span.text)
          mentioned.formUnion(parts)
          if let unknown = parts.first(where: { !words.contains($0) }) {
            findings.append(NotesFinding(path: document.path, line: span.line, problem: .unknown(unknown, span.text)))
          }
          if let name = Self.scenario(in: span.text), !scenarios.contains(name) {
            findings.append(NotesFinding(path: document.path, line: span.line, problem: .noScenario(name)))
          }
        }
      }
      let idle = foreign.filter { !mentioned.contains($0.name) }
      return findings + idle.map { NotesFinding(path: Self.foreignList, line: $0.line, problem: .idle($0.name)) }
    } catch {
      return [NotesFinding(path: "Sources", problem: error)]
    }
  }

  /// The names that a code span is made of, if it is a symbol; none if it is anything else.
  ///
  /// A symbol begins with a capital and has a small letter, or ends in the labels of its arguments.
  static func parts(of span: String) -> [String] {
    let isType =
      span.wholeMatch(of: /[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(\.[A-Za-z_][A-Za-z0-9_]*)*(\([^()]*\))?/) != nil
    let isFunction = span.wholeMatch(of: /[a-z][A-Za-z0-9]*(\.[A-Za-z_][A-Za-z0-9_]*)*\(([A-Za-z_]+:)+\)/) != nil
    guard isType || isFunction else { return [] }
    let name = span.prefix { $0 != "(" }
    let labels = isFunction ? span.dropFirst(name.count + 1).dropLast(2).split(separator: ":") : []
    return name.split(separator: ".").map { String($0) } + labels.filter { $0 != "_" }.map { String($0) }
  }

  /// The scenario that a command in a code span is about.
  private static func scenario(in span: String) -> String? {
    guard let command = span.firstMatch(of: /\bbraid (?:show|step|run) ([a-z0-9]+(?:-[a-z0-9]+)+)(?:$| )/) else {
      return nil
    }
    return String(command.1)
  }

  /// All words of the Swift sources.
  private func sourceWords() throws(NotesProblem) -> Set<String> {
    var words: Set<String> = []
    let manifest = context.tree.kind(of: "Package.swift") == .file ? ["Package.swift"] : []
    let paths =
      try manifest + context.tree.files(below: "Sources", types: ["swift"])
      + context.tree.files(below: "Tests", types: ["swift"])
    for path in paths { Self.collect(from: try context.source(at: path).lines, into: &words) }
    return words
  }

  private static func collect(from lines: [String], into words: inout Set<String>) {
    for line in lines.lazy.map(\.utf8) {
      let comment = line.firstRange(of: "//".utf8)?.lowerBound ?? line.endIndex
      for word in line[..<comment].split(whereSeparator: { !isWordByte($0) }) { words.insert(String(Substring(word))) }
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension NotesProblem {
  fileprivate static func unknown(_ name: String, _ span: String) -> NotesProblem {
    NotesProblem(
      "no source has the name '\(name)' of '\(span)'",
      remedy: "correct it, or list it in \(NotesSymbols.foreignList) if it is a name of others")
  }

  fileprivate static func noScenario(_ name: String) -> NotesProblem {
    NotesProblem("there is no scenario '\(name)'", remedy: "name one of those below Scenarios")
  }

  fileprivate static func idle(_ name: String) -> NotesProblem {
    NotesProblem("no note mentions '\(name)'", remedy: "remove it from the list")
  }
}
