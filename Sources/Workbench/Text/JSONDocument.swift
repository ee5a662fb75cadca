// A document for programs, as text that is the same each time, in the one envelope that all documents have.

import Foundation

/// A JSON document that a command prints: one object that names its schema and the version of its form.
///
/// A later version of the same number has only ever more keys. `notes/formats.md` documents each key.
package protocol JSONDocument: Encodable {
  /// The name of the schema: `braid.run`.
  static var schema: String { get }
  /// The version of its form.
  static var version: Int { get }
}

extension JSONDocument {
  /// The first version of the form.
  package static var version: Int { 1 }

  /// The document as text: keys sorted, two blanks an indentation, a line feed at the end.
  ///
  /// - Throws: `EncodingError`, for a number that JSON does not have.
  package func text() throws -> String { try text([.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]) }

  /// The document on one line: keys sorted, a line feed at the end.
  ///
  /// - Throws: `EncodingError`, for a number that JSON does not have.
  package func line() throws -> String { try text([.sortedKeys, .withoutEscapingSlashes]) }

  private func text(_ formatting: JSONEncoder.OutputFormatting) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    return String(decoding: try encoder.encode(JSONEnvelope(self)), as: UTF8.self) + "\n"
  }
}

/// A document with what all documents begin with.
private struct JSONEnvelope<Document: JSONDocument>: Encodable {
  private let document: Document

  private enum Keys: CodingKey {
    case schema
    case version
  }

  init(_ document: Document) {
    self.document = document
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(Document.schema, forKey: .schema)
    try container.encode(Document.version, forKey: .version)
    try document.encode(to: encoder)
  }
}
