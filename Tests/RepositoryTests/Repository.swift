// The repository's own files, as the tests of its order read them.

import Foundation

/// The folder of the package, and the files in it.
enum Repository {
  /// The folder of the package, three levels above this file.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The text of a file.
  ///
  /// - Parameter path: The path below the package's folder.
  static func text(of path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  /// The paths of all files below a folder, sorted.
  ///
  /// - Parameters:
  ///   - folder: The folder, below the package's folder.
  ///   - type: The ending of the files, without the dot.
  static func files(below folder: String, type: String) -> [String] {
    let all = FileManager.default.enumerator(atPath: root + "/" + folder)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix("." + type) }.map { folder + "/" + $0 }.sorted()
  }

  /// The lines of a list file that are neither blank nor comments.
  static func list(at path: String) throws -> [String] {
    try text(of: path).split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }

  /// The groups of every match of a pattern in a text, the whole match first; "" for a group that took no part.
  ///
  /// Foundation's engine, since it reads all sources of the package in a debug build within a second.
  ///
  /// - Parameters:
  ///   - pattern: A regular expression, in which `^` and `$` match at the ends of lines.
  ///   - text: The text to search.
  static func matches(of pattern: String, in text: String) throws -> [[String]] {
    let expression = try NSRegularExpression(pattern: pattern, options: [.anchorsMatchLines])
    let source = text as NSString
    return expression.matches(in: text, range: NSRange(location: 0, length: source.length)).map { match in
      (0..<match.numberOfRanges).map { group in
        let range = match.range(at: group)
        return range.location == NSNotFound ? "" : source.substring(with: range)
      }
    }
  }
}
