// How long the body of a reply is (RFC 9112, section 6.3).

/// The end of a reply's body, by its status and its header fields.
enum HTTPReplyFraming {
  case empty
  case counted(Int)
  case chunked
  case untilClose

  /// - Throws: `malformed` for lengths that contradict each other or the chunks, `bodyTooLarge` for a length that is too
  ///   large to be counted, and `unknownCoding` for a coding that was not asked for.
  init(of fields: [HTTPRequest.Field], _ line: HTTPStatusLine) throws(HTTPReplyFault) {
    func elements(_ name: String) -> [String] {
      fields.flatMap { $0.name == name ? HTTPGrammar.elements(of: $0.value) : [] }
    }
    guard line.status != 204, line.status != 304 else {
      self = .empty
      return
    }
    let (transfer, lengths) = (elements("transfer-encoding"), elements("content-length"))
    if !transfer.isEmpty {
      guard lengths.isEmpty, line.minorVersion > 0 else { throw .malformed }
      guard transfer == ["chunked"] else { throw .unknownCoding }
      self = .chunked
    } else if let value = lengths.first {
      guard !value.isEmpty, value.utf8.allSatisfy(HTTPGrammar.isDigit), lengths.allSatisfy({ $0 == value }) else {
        throw .malformed
      }
      guard let length = Int(value) else { throw .bodyTooLarge }
      self = .counted(length)
    } else {
      self = .untilClose
    }
    guard elements("content-encoding").allSatisfy({ $0.isEmpty || $0 == "identity" }) else { throw .unknownCoding }
  }
}
