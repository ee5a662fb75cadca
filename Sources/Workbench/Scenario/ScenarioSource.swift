// The text of a scenario file, read with care: only regular files, only so much, only UTF-8.

import Foundation

/// A scenario's text and where it comes from.
public struct ScenarioSource: Sendable {
  /// The file, as it was named.
  public let path: String
  /// The text, byte for byte.
  public let text: String
  /// The lines, without their ends.
  let lines: [String]

  /// The most bytes that a file may have.
  public static let largestFile = 1 << 20
  /// The most characters that a line may have.
  public static let longestLine = 4_096

  /// A scenario whose text is at hand.
  ///
  /// - Throws: `ScenarioError` if the text is empty, too large, or not text.
  public init(text: String, path: String) throws(ScenarioError) {
    self.path = path
    self.text = text
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      String(line.unicodeScalars.first == "\u{FEFF}" ? Substring(line.unicodeScalars.dropFirst()) : line)
    }
    try checkLines()
  }

  /// Reads a file.
  ///
  /// - Throws: `ScenarioError` if there is no such file, or it cannot be a scenario.
  public init(contentsOf path: String) throws(ScenarioError) {
    try Self.checkKind(of: path)
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Self.error(path, "the file cannot be opened", help: "check its permissions")
    }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: Self.largestFile + 1) ?? Data() else {
      throw Self.error(path, "the file cannot be read")
    }
    guard data.count <= Self.largestFile else {
      throw Self.error(
        path, "the file is larger than \(Self.largestFile) bytes, the limit for a scenario",
        help: "split it into several scenarios")
    }
    if let place = data.firstIndex(of: 0) {
      let line = data[..<place].count { $0 == UInt8(ascii: "\n") } + 1
      throw Self.error(
        path, "the file is binary: there is a NUL byte in line \(line)", help: "a scenario is plain text")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Self.error(path, "the file is not UTF-8 text", help: "save it as UTF-8")
    }
    try self.init(text: text, path: path)
  }

  /// Refuses everything but regular files, since a pipe or a device may never end.
  private static func checkKind(of path: String) throws(ScenarioError) {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target) else {
      throw error(path, "there is no such file", isNotFound: true)
    }
    switch attributes[.type] as? FileAttributeType {
    case .typeRegular: return
    case .typeDirectory: throw error(path, "this is a directory, not a scenario file")
    default: throw error(path, "this is not a regular file")
    }
  }

  private func checkLines() throws(ScenarioError) {
    if let long = lines.firstIndex(where: { $0.count > Self.longestLine }) {
      throw ScenarioError([
        diagnostic(
          line: long + 1, column: Self.longestLine + 1,
          "the line has more than \(Self.longestLine) characters, the limit for a line", help: nil)
      ])
    }
    let isEmpty = lines.allSatisfy { line in
      let text = line.drop { $0 == " " || $0 == "\t" }
      return text.isEmpty || text.first == "#"
    }
    if isEmpty {
      throw Self.error(path, "the file is empty", help: "a scenario begins with 'title' and 'program'")
    }
  }

  func diagnostic(line: Int, column: Int, _ message: String, help: String?) -> ScenarioDiagnostic {
    ScenarioDiagnostic(
      path: path, line: line, column: column, message: message, help: help,
      source: lines.indices.contains(line - 1) ? lines[line - 1] : nil)
  }

  static func error(
    _ path: String, _ message: String, help: String? = nil, isNotFound: Bool = false
  ) -> ScenarioError {
    ScenarioError(
      isNotFound: isNotFound,
      [ScenarioDiagnostic(path: path, line: nil, column: 1, message: message, help: help, source: nil)])
  }
}
