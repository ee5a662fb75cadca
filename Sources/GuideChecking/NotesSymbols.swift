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
  func mistakes(_ documents: [MarkdownDocument]) -> [NotesMistake] {
    do throws(NotesProblem) {
      let scenarios = Set(try context.scenarios().map(\.name))
      var words = try sourceWords()
      let foreign = try NotesEdition.names(in: Self.foreignList, of: context.tree)
      words.formUnion(foreign.map(\.name))
      var mentioned: Set<String> = []
      var mistakes: [NotesMistake] = []
      for document in documents {
        for span in context.inlines(of: document).flatMap(\.codeSpans) {
          let parts = Self.parts(of: span.text)
          mentioned.formUnion(parts)
          if let unknown = parts.first(where: { !words.contains($0) }) {
            mistakes.append(NotesMistake(path: document.path, line: span.line, problem: .unknown(unknown, span.text)))
          }
          if let name = Self.scenario(in: span.text), !scenarios.contains(name) {
            mistakes.append(NotesMistake(path: document.path, line: span.line, problem: .noScenario(name)))
          }
        }
      }
      let idle = foreign.filter { !mentioned.contains($0.name) }
      return mistakes + idle.map { NotesMistake(path: Self.foreignList, line: $0.line, problem: .idle($0.name)) }
    } catch {
      return [NotesMistake(path: "Sources", problem: error)]
    }
  }

  /// The names that a code span is made of, if it is a symbol; none if it is anything else.
  ///
  /// A symbol begins with a capital and has a small letter, or ends in the labels of its arguments.
  static func parts(of span: String) -> [String] {
    let name = span.prefix { $0 != "(" }
    let rest = span[name.endIndex...]
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, let initial = first.utf8.first, first.utf8.allSatisfy(isAlphanumeric),
      parts.dropFirst().allSatisfy({ isIdentifier($0) })
    else { return [] }
    // A regular expression says the same in a line, and takes as long to be compiled each time as the whole check.
    if isCapital(initial), first.utf8.contains(where: isSmall), rest.isEmpty || isArguments(rest) {
      return parts.map { String($0) }
    }
    guard isSmall(initial), let labels = labels(of: rest) else { return [] }
    return parts.map { String($0) } + labels.filter { $0 != "_" }.map { String($0) }
  }

  /// Whether a text is a pair of parentheses with no other parentheses inside.
  private static func isArguments(_ text: Substring) -> Bool {
    text.hasPrefix("(") && text.hasSuffix(")") && !text.dropFirst().dropLast().contains { "()".contains($0) }
  }

  /// The labels in `(_:completion:)`; nil if the text is something else.
  private static func labels(of text: Substring) -> [Substring]? {
    guard text.hasPrefix("("), text.hasSuffix(":)") else { return nil }
    let labels = text.dropFirst().dropLast(2).split(separator: ":", omittingEmptySubsequences: false)
    let areLabels = labels.allSatisfy { label in
      !label.isEmpty && label.utf8.allSatisfy { isCapital($0) || isSmall($0) || $0 == UInt8(ascii: "_") }
    }
    return areLabels ? labels : nil
  }

  private static func isIdentifier(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, !isDigit(first) else { return false }
    return text.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "_") }
  }

  private static func isCapital(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }
  private static func isSmall(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
  private static func isAlphanumeric(_ byte: UInt8) -> Bool { isCapital(byte) || isSmall(byte) || isDigit(byte) }

  /// The scenario that a command in a code span is about.
  private static func scenario(in span: String) -> String? {
    guard span.utf8.count > 10, span.hasBytes(of: "braid "),
      let command = span.firstMatch(of: /\bbraid (?:show|step|run) ([a-z0-9]+(?:-[a-z0-9]+)+)(?:$| )/)
    else {
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
    let slash = UInt8(ascii: "/")
    for line in lines {
      let bytes = line.utf8
      var (start, index, last) = (bytes.startIndex, bytes.startIndex, UInt8(0))
      while index < bytes.endIndex {
        let byte = bytes[index]
        if byte == slash, last == slash { break }
        if !isWordByte(byte) {
          if start < index { words.insert(String(line[start..<index])) }
          start = bytes.index(after: index)
        }
        last = byte
        index = bytes.index(after: index)
      }
      if start < index { words.insert(String(line[start..<index])) }
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == UInt8(ascii: "_") }
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
