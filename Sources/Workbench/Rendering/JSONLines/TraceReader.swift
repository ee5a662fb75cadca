// Reading a trace from JSON Lines, record by record.

import Foundation

/// Reads traces that `TraceWriter` wrote, also those of a later version as far as they can be understood.
///
/// Records of kinds that are not known are passed over, as are keys; all else that is wrong is an error with its line.
package struct TraceReader {
  private let nextLine: () -> String?
  private let decoder = JSONDecoder()
  private var line = 0
  private var records = 0
  private var isEnded = false

  /// The most bytes of one line.
  package static let longestLine = 1 << 20

  /// A reader of lines that come without their line feeds, nil after the last one.
  package init(lines nextLine: @escaping () -> String?) {
    self.nextLine = nextLine
  }

  /// A reader of a whole text.
  package init(text: String) {
    // Bytes, not characters: CR and LF together are one character, which would end no line.
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }[...]
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.init { lines.popFirst() }
  }

  /// The next record; nil after the last one.
  package mutating func next() throws(TraceReadError) -> TraceRecord? {
    while let text = nextLine() {
      line += 1
      guard let record = try record(from: text) else {
        // A file without a header does not say what its records mean.
        if records == 0 { throw noHeader }
        records += 1
        continue
      }
      try check(record)
      records += 1
      return record
    }
    guard isEnded else {
      throw error("the trace ends without its 'end' record", "write the trace again; this one was cut off")
    }
    return nil
  }

  /// The record of a line, or nil if it is of an unknown kind.
  private func record(from text: String) throws(TraceReadError) -> TraceRecord? {
    if isEnded { throw error("there is a record after the 'end' record", "remove what follows it") }
    guard text.utf8.count <= Self.longestLine else {
      throw error("the line is longer than \(Self.longestLine) bytes", "no record needs that much")
    }
    let data = Data(text.utf8)
    do {
      let kind = try decoder.decode(RecordKind.self, from: data).record
      guard TraceRecord.isKnown(kind) else { return nil }
      return try decoder.decode(TraceRecord.self, from: data)
    } catch let failure {
      throw error(Self.words(for: failure), "each line is one JSON object; 'notes/formats.md' has the grammar")
    }
  }

  private mutating func check(_ record: TraceRecord) throws(TraceReadError) {
    switch record {
    case .header(let header) where records == 0:
      guard header.schema == TraceRecord.schema else {
        throw error("the schema is '\(VisibleText.clipped(header.schema))'", "expected '\(TraceRecord.schema)'")
      }
      guard header.version <= TraceRecord.version else {
        throw error(
          "the version is \(header.version)", "this tool reads versions up to \(TraceRecord.version); use a newer one")
      }
    case .header:
      throw error("a second header", "a file holds one trace")
    case _ where records == 0:
      throw noHeader
    case .end(let end):
      guard end.records == records else {
        throw error("\(records) records were read, and \(end.records) written", "the trace was changed or damaged")
      }
      isEnded = true
    default:
      break
    }
  }

  private var noHeader: TraceReadError {
    error("the first record is no header", "expected a record 'header' with the schema and the version")
  }

  private func error(_ message: String, _ help: String) -> TraceReadError {
    TraceReadError(line: max(line, 1), message: message, help: help)
  }

  private static func words(for failure: any Error) -> String {
    switch failure {
    case DecodingError.keyNotFound(let key, _): "the key '\(key.stringValue)' is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "the value of '\(context.codingPath.last?.stringValue ?? "record")' is of the wrong type"
    default: "this is no JSON object that a trace can hold"
    }
  }

  private struct RecordKind: Decodable {
    let record: String
  }
}
