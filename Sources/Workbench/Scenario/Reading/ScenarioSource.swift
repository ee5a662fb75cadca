// The text of a scenario file, and its lines.

import Foundation

/// A scenario's text and where it comes from.
package struct ScenarioSource: Sendable {
  /// The file, as it was named.
  package let path: String
  /// The text, byte for byte.
  package let text: String
  /// The lines, without their ends and without a byte order mark; where the text ends in a line feed, the last one
  /// is the line before it.
  let lines: CutText

  /// The most bytes that a file may have.
  package static let largestFile = 1 << 20
  /// The most characters that a line may have.
  package static let longestLine = 4_096

  /// A scenario whose text is available.
  ///
  /// Lines end in LF or CRLF, and in nothing else. A byte order mark at the beginning is passed over.
  ///
  /// - Throws: `ScenarioError` if the text is too large, has a NUL or too long a line, or says nothing.
  package init(text: String, path: String) throws(ScenarioError) {
    self.path = path
    self.text = text
    guard text.utf8.count <= Self.largestFile else { throw Self.tooLarge(path) }
    let hasMark = text.unicodeScalars.first == "\u{FEFF}"
    lines = CutText(hasMark ? String(text.unicodeScalars.dropFirst()) : text)
    // An array: its bytes are searched in a tenth of the instructions.
    if lines.bytes.contains(0), let place = text.utf8.firstIndex(of: 0) {
      throw Self.binary(path, before: text.utf8[..<place], "a NUL byte")
    }
    try checkLines()
  }

  /// Reads a file.
  ///
  /// - Throws: `ScenarioError` if there is no such file, or it cannot be a scenario.
  package init(contentsOf path: String) throws(ScenarioError) {
    let data: Data
    do {
      data = try BoundedFile.bytes(atPath: path, limit: Self.largestFile)
    } catch {
      throw Self.error(for: error, path)
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      let valid = Self.validPrefix(of: data)
      // A NUL in front of the byte that is not UTF-8 tells more of what the file is.
      let hasNUL = valid.contains(0)
      throw Self.binary(
        path, before: hasNUL ? valid.prefix { $0 != 0 } : valid, hasNUL ? "a NUL byte" : "a byte that is not UTF-8")
    }
    try self.init(text: text, path: path)
  }

  /// The bytes in front of the first one that is not UTF-8.
  private static func validPrefix(of data: Data) -> Data {
    var (decoder, bytes, count) = (UTF8(), data.makeIterator(), 0)
    while case .scalarValue(let scalar) = decoder.decode(&bytes) { count += UTF8.width(scalar) }
    return data.prefix(count)
  }

  private func checkLines() throws(ScenarioError) {
    let isLong = { (index: Int) in
      lines.range(of: index).count > Self.longestLine && lines[index].count > Self.longestLine
    }
    if let long = lines.indices.first(where: isLong) {
      let place = diagnostic(
        line: long + 1, column: Self.longestLine + 1,
        "the line has more than \(Self.longestLine) characters, the limit for a line")
      throw ScenarioError(.lineTooLong, [place])
    }
    let saysNothing = lines.allSatisfy { line in
      let text = line.drop { $0 == " " || $0 == "\t" }
      return text.isEmpty || text.first == "#"
    }
    if saysNothing {
      throw Self.error(
        .empty, path, text.isEmpty ? "the file is empty" : "the file has nothing but blank lines and comments",
        help: "a scenario begins with 'title' and 'program'")
    }
  }

  /// A mistake at a place of the text.
  func diagnostic(
    line: Int, column: Int, _ message: String, help: [String] = [], severity: ScenarioDiagnostic.Severity = .error
  ) -> ScenarioDiagnostic {
    ScenarioDiagnostic(
      severity: severity, path: path, line: line, column: column, message: message, help: help,
      source: lines.indices.contains(line - 1) ? lines[line - 1] : nil)
  }
}
