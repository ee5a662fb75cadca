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
          json.member("lines", Self.shown(entry.1)) { json, line in
            json.line(line.number, line.spans)
          }
        }
      }
    }
  }

  /// The lines of a file from its first declaration on, with their numbers, without the marks of regions.
  private static func shown(_ text: String) -> [(number: Int, spans: [CodeSpan])] {
    let all = TextLines.of(text)
    let start = all.firstIndex { line in
      !line.isEmpty && !line.hasPrefix("// ") && !line.split(separator: " ").prefix(2).contains("import")
    }
    return zip(all, SwiftHighlighter.spans(of: all)).enumerated().compactMap { index, line in
      guard index >= start ?? 0, !isMark(line.0) else { return nil }
      return (number: index + 1, spans: line.1)
    }
  }

  /// Whether a line marks where a region of the file begins or ends.
  private static func isMark(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    return words.first == "//" && (words.count == 3 && words[1] == "region" || words.dropFirst().first == "endregion")
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
