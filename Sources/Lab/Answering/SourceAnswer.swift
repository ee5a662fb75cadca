// The source of programs, line by line in pieces of one look: the page marks the line that runs.

import Workbench

/// The sources of the programs that the page can show. They are given to the lab; it reads no file.
struct SourceAnswer: Sendable {
  /// The texts by module and file name, which is how the sites of a run name them.
  private let texts: [String: String]
  /// The sources at some paths: the module, folders, and the name of the file.
  init(_ sources: [(path: String, text: String)]) {
    let entries = sources.map { source in
      let parts = source.path.split(separator: "/")
      return ("\(parts.first ?? "")/\(parts.last ?? "")", source.text)
    }
    texts = Dictionary(entries) { first, _ in first }
  }

  /// The answer: the files that are known, each without its comment at the top and its imports.
  ///
  /// - Parameter most: The number of files that are looked up; further ones are left out.
  func bytes(of files: [String], most: Int) -> [UInt8] {
    let known = files.prefix(most).compactMap { file in texts[file].map { (file, $0) } }
    return LabAnswer.made("source") { json in
      json.member("files", known) { json, entry in
        json.object { json in
          json.member("file", entry.0)
          // The number of a line, and then the kind and the text of each of its pieces.
          json.member("lines", Self.shown(SourceFile(path: entry.0, text: entry.1))) { json, line in
            json.line(line.number, line.spans)
          }
        }
      }
    }
  }

  /// The lines of a file from its first declaration on, with their numbers.
  private static func shown(_ file: SourceFile) -> [(number: Int, spans: [CodeSpan])] {
    let start = file.lines.firstIndex { line in
      !line.isEmpty && !line.hasPrefix("// ") && !line.split(separator: " ").prefix(2).contains("import")
    }
    let lines = zip(file.numbers, SwiftHighlighter.spans(of: file.lines))
    return lines.dropFirst(start ?? 0).map { (number: $0, spans: $1) }
  }
}

extension JSONText {
  /// A line of source as a list.
  fileprivate mutating func line(_ number: Int, _ spans: [CodeSpan]) {
    list(0...spans.count) { json, place in
      guard place > 0 else { return json.value(number) }
      json.value(spans[place - 1].kind.rawValue)
      json.value(spans[place - 1].text)
    }
  }
}
