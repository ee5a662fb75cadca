// A query in quotes, as Python writes a string.

import Comparison

/// A text in quotes with everything escaped that does not show, in the manner of Python's `repr`.
///
/// The quotes are single, or double if there are single ones in the text and no double ones.
struct QuotedQuery: CustomStringConvertible {
  let description: String

  init(_ text: String) {
    if Self.showsAsIs(text) {
      description = text.between("'")
      return
    }
    let quote: Unicode.Scalar = text.contains("'") && !text.contains("\"") ? "\"" : "'"
    let inside = text.unicodeScalars.map { $0 == quote ? "\\\($0)" : Self.shown($0) }.joined()
    description = "\(quote)\(inside)\(quote)"
  }

  /// Adds a quoted text as bytes.
  static func add(_ text: String, to bytes: inout [UInt8]) {
    guard showsAsIs(text) else { return bytes += QuotedQuery(text).description.utf8 }
    bytes.append(UInt8(ascii: "'"))
    bytes += text.utf8
    bytes.append(UInt8(ascii: "'"))
  }

  /// Whether a text is of characters of ASCII that show and need no escape, as most are.
  private static func showsAsIs(_ text: String) -> Bool {
    text.hasOnlyBytes { $0 >= 0x20 && $0 != 0x27 && $0 != 0x5C && $0 < 0x7F }
  }

  /// A character, or what is written in its place if it does not show.
  static func shown(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case " ": " "
    default: isVisible(scalar) ? String(scalar) : escaped(scalar)
    }
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
      false
    default: true
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let (letter, width) =
      switch scalar.value {
      case ..<0x100: ("x", 2)
      case ..<0x10000: ("u", 4)
      default: ("U", 8)
      }
    return "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
  }
}
