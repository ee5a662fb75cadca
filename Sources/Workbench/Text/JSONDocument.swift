// A document for programs, as text that is the same each time.

import Foundation

/// A JSON document that a command prints: one value, with a schema and a version, and only ever more keys.
package protocol JSONDocument: Encodable {}

extension JSONDocument {
  /// The document as text: keys sorted, two blanks an indentation, a line feed at the end.
  ///
  /// - Throws: `EncodingError`, for a number that JSON does not have.
  package func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
