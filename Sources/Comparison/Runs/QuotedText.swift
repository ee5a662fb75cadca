// Text in quotes, as scenario files write it.

/// A string in double quotes, as scenario files write it: with escapes for quotes, backslashes, control characters, and
/// characters that reorder or hide text. Those that join the parts of one character are kept.
package func quoted(_ text: String) -> String {
  // Most texts have nothing to escape.
  if text.hasOnlyBytes(isQuotedAsIs) { return text.between("\"") }
  var quoted = "\""
  for character in text {
    for (place, scalar) in character.unicodeScalars.enumerated() {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: quoted += escape(scalar)
        case .format where place == 0: quoted += escape(scalar)
        default: quoted.unicodeScalars.append(scalar)
        }
      }
    }
  }
  return quoted + "\""
}

/// Whether a byte is an ASCII character that quoted text has unescaped.
func isQuotedAsIs(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte < 0x7F }

extension String {
  /// Whether all bytes of the text are such.
  ///
  /// The view of the bytes looks each one up anew, which takes several times as long as memory that is read in a row.
  package func hasOnlyBytes(_ isSuch: (UInt8) -> Bool) -> Bool {
    utf8.withContiguousStorageIfAvailable { $0.allSatisfy(isSuch) } ?? utf8.allSatisfy(isSuch)
  }

  /// The text with a mark before and behind it, in one piece of memory.
  package func between(_ mark: String) -> String {
    var marked = ""
    marked.reserveCapacity(utf8.count + 2 * mark.utf8.count)
    marked += mark
    marked += self
    marked += mark
    return marked
  }
}

private func escape(_ scalar: Unicode.Scalar) -> String {
  "\\u{" + String(scalar.value, radix: 16) + "}"
}
