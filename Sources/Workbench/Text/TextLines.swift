// Text as lines, byte for byte: cut at line feeds only, so that putting the lines together gives the text back.

/// Cutting text into lines.
package enum TextLines {
  /// The lines of `text`, each with its ending.
  package static func withEndings(_ text: String) -> [String] {
    var lines: [String] = []
    var start = text.utf8.startIndex
    while start < text.utf8.endIndex {
      let end =
        text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")).map(text.utf8.index(after:))
        ?? text.utf8.endIndex
      lines.append(String(decoding: text.utf8[start..<end], as: UTF8.self))
      start = end
    }
    return lines
  }

  /// The lines of `text` without their endings (a line feed, or a carriage return and a line feed).
  package static func of(_ text: String) -> [String] { Array(CutText(text)) }

  /// The lines of `text` without the line feeds at their ends; carriage returns stay.
  package static func cut(_ text: String) -> [String] {
    withEndings(text).map { line in
      let isEnded = line.utf8.last == UInt8(ascii: "\n")
      return isEnded ? String(decoding: line.utf8.dropLast(), as: UTF8.self) : line
    }
  }

  /// The line without its ending.
  package static func withoutEnding(_ line: String) -> String {
    String(decoding: line.utf8.dropLast(ending(of: line).utf8.count), as: UTF8.self)
  }

  /// The ending of a line, "" if it has none.
  package static func ending(of line: String) -> String {
    guard line.utf8.last == UInt8(ascii: "\n") else { return "" }
    return line.utf8.dropLast().last == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }

  /// Whether two lists of lines are the same byte for byte.
  package static func areSame(_ lhs: [String], _ rhs: [String]) -> Bool {
    lhs.elementsEqual(rhs) { $0.utf8.elementsEqual($1.utf8) }
  }
}
