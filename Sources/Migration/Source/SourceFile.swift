// A source file as it was read, and what it contains after a rewrite.

import Foundation

/// A file of Swift source.
struct SourceFile: Sendable {
  /// The bytes of the file.
  let content: Data
  /// Its text, without a byte order mark.
  let text: String

  private static let mark = "\u{FEFF}"
  private static let largest = 4 << 20

  /// Reads a file.
  ///
  /// - Throws: `MigrationFailure` if it cannot be read, is no text, or is larger than 4 MB.
  init(_ file: URL) throws(MigrationFailure) {
    guard let content = FileManager.default.contents(atPath: file.path) else {
      throw MigrationFailure(.missing, "the file cannot be read")
    }
    try self.init(content)
  }

  init(_ content: Data) throws(MigrationFailure) {
    guard content.count <= Self.largest else { throw MigrationFailure(.unfit, "the file is larger than 4 MB") }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw MigrationFailure(.missing, "the file is not UTF-8 text")
    }
    self.content = content
    self.text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// What the file contains with another text: it has the mark that it had.
  func content(of text: String) -> String {
    (content.starts(with: Self.mark.utf8) ? Self.mark : "") + text
  }
}

extension String {
  /// The end of the first line.
  var lineEnd: Character { first { $0.isNewline } ?? "\n" }

  /// The text with another end of its lines.
  func endingLines(by end: Character) -> String { String(map { $0 == "\n" ? end : $0 }) }
}
