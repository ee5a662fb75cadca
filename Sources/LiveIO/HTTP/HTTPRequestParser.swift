// Reads requests from the bytes of a connection, strictly, and never more than the limits allow.

import Foundation

/// Reads HTTP/1.1 requests (RFC 9112) as the bytes come in.
///
/// Strict: lines end in CRLF, there is exactly one `Host` (except in HTTP/1.0), no line is folded, and lengths are plain
/// digits; a front-end and a server that read such a request differently are a way in for attackers.
public struct HTTPRequestParser: Sendable {
  private let limits: HTTPLimits
  /// The bytes that were not used yet.
  private var buffer: [UInt8] = []
  /// How many of them were searched for the end of the head.
  private var searched = 0
  /// The request whose body is being read, and how long that is.
  private var pending: (request: HTTPRequest, bodyLength: Int)?

  /// A parser at the beginning of a connection.
  public init(limits: HTTPLimits = HTTPLimits()) {
    self.limits = limits
  }

  /// Whether part of a request has been read.
  public var isAmidRequest: Bool { pending != nil || !buffer.isEmpty }

  /// Takes bytes that have come in.
  public mutating func append(_ bytes: some Sequence<UInt8>) {
    buffer.append(contentsOf: bytes)
  }

  /// The next request, if all of it has come in.
  ///
  /// - Throws: `HTTPFailure` if there can be none; the connection is of no further use then.
  public mutating func next() throws(HTTPFailure) -> HTTPRequest? {
    if pending == nil {
      guard let head = try takeHead() else { return nil }
      pending = try read(head)
    }
    guard let (head, length) = pending, buffer.count >= length else { return nil }
    var request = head
    request.body = Array(buffer.prefix(length))
    buffer.removeFirst(length)
    pending = nil
    searched = 0
    return request
  }

  /// Takes the head off the buffer, without the empty line, if it is there as a whole.
  private mutating func takeHead() throws(HTTPFailure) -> ArraySlice<UInt8>? {
    if buffer.isEmpty { return nil }
    // An empty line before the request is passed over, as RFC 9112 asks.
    while buffer.starts(with: Self.lineEnd) { buffer.removeFirst(2) }
    // What can be no request is refused before all of it has come; a CR alone may yet become an empty line.
    if let first = buffer.first, !Self.isToken(first), buffer.count > 1 || first != 13 { throw .badRequest }
    var position = max(0, searched - 3)
    while position + 3 < buffer.count {
      if buffer[position] == 13, buffer[position...].starts(with: Self.headEnd) {
        let head = buffer[..<position]
        try checkSize(of: head)
        buffer.removeFirst(position + 4)
        return head
      }
      position += 1
    }
    searched = buffer.count
    // The last bytes may be the first of those that end the head.
    let ending = (1...3).last { buffer.suffix($0).elementsEqual(Self.headEnd.prefix($0)) } ?? 0
    try checkSize(of: buffer.dropLast(ending))
    return nil
  }

  /// Refuses a head, or what has come of it, that is longer than the limits allow: the same whichever it is.
  private func checkSize(of head: ArraySlice<UInt8>) throws(HTTPFailure) {
    guard head.count > min(limits.requestLine, limits.head) else { return }
    let lineLength = head.firstRange(of: Self.lineEnd)?.lowerBound ?? head.count
    if lineLength > limits.requestLine { throw .uriTooLong }
    if head.count > limits.head { throw .headersTooLarge }
  }

  private static let lineEnd: [UInt8] = [13, 10]
  private static let headEnd: [UInt8] = [13, 10, 13, 10]

  private func read(_ head: ArraySlice<UInt8>) throws(HTTPFailure) -> (HTTPRequest, Int) {
    let lines = head.split(separator: 13, omittingEmptySubsequences: false)
    guard let requestLine = lines.first else { throw .badRequest }
    guard lines.count - 1 <= limits.headerCount else { throw .headersTooLarge }
    var headers: [HTTPRequest.Field] = []
    for line in lines.dropFirst() {
      // Each line but the first begins with the LF of the CRLF before it, and has no other.
      guard line.first == 10 else { throw .badRequest }
      headers.append(try Self.header(line.dropFirst()))
    }
    let (method, target, minorVersion) = try Self.requestLine(requestLine)
    var (hosts, lengths) = (0, [String]())
    var options: [String] = []
    for header in headers {
      switch header.name {
      case "host": hosts += 1
      case "transfer-encoding": throw .notImplemented
      case "content-length": lengths.append(header.value)
      case "connection": options += Self.options(in: header.value)
      default: break
      }
    }
    guard hosts == 1 || (hosts == 0 && minorVersion == 0) else { throw .badRequest }
    let length = try bodyLength(lengths)
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = Self.decoded(parts[0]) else { throw .badRequest }
    let request = HTTPRequest(
      method: method, path: path, query: parts.count > 1 ? try Self.fields(of: parts[1]) : [], headers: headers,
      keepsAlive: !options.contains("close") && (minorVersion > 0 || options.contains("keep-alive")))
    return (request, length)
  }

  /// The options of a `Connection` field.
  private static func options(in value: String) -> [String] {
    value.lowercased().split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// Text without its percent escapes; nil if one is none.
  private static func decoded(_ text: Substring) -> String? {
    // Most texts have none, and the look for one costs a twentieth of the decoding.
    text.utf8.contains(UInt8(ascii: "%")) ? text.removingPercentEncoding : String(text)
  }

  private func bodyLength(_ values: [String]) throws(HTTPFailure) -> Int {
    guard let value = values.first else { return 0 }
    guard values.count == 1, !value.isEmpty, value.utf8.allSatisfy(Self.isDigit) else {
      throw .badRequest
    }
    guard let length = Int(value), length <= limits.body else { throw .contentTooLarge }
    return length
  }

  private static func requestLine(
    _ line: ArraySlice<UInt8>
  ) throws(HTTPFailure) -> (method: String, target: String, minorVersion: Int) {
    let words = line.split(separator: 32, omittingEmptySubsequences: false)
    guard words.count == 3, !words[0].isEmpty, words[0].allSatisfy(isToken) else { throw .badRequest }
    guard words[1].first == UInt8(ascii: "/"), words[1].allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .badRequest
    }
    let (version, first) = (words[2], words[2].startIndex)
    guard version.count == 8, version.starts(with: "HTTP/".utf8), version[first + 6] == UInt8(ascii: "."),
      isDigit(version[first + 5]), isDigit(version[first + 7])
    else { throw .badRequest }
    guard version[first + 5] == UInt8(ascii: "1") else { throw .versionNotSupported }
    return (
      String(decoding: words[0], as: UTF8.self), String(decoding: words[1], as: UTF8.self),
      version[first + 7] == UInt8(ascii: "0") ? 0 : 1
    )
  }

  private static func header(_ line: ArraySlice<UInt8>) throws(HTTPFailure) -> HTTPRequest.Field {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw .badRequest }
    let name = line[..<colon]
    let isBlank = { (byte: UInt8) in byte == 32 || byte == 9 }
    let value = line[(colon + 1)...].drop(while: isBlank)
    let end = value.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? value.startIndex
    guard !name.isEmpty, name.allSatisfy(isToken),
      value.allSatisfy({ $0 == 9 || ($0 >= 32 && $0 != 127) })
    else { throw .badRequest }
    return HTTPRequest.Field(
      name: String(decoding: name, as: UTF8.self).lowercased(),
      value: String(decoding: value[..<end], as: UTF8.self))
  }

  /// The fields of a query, as forms send them: `+` is a blank.
  private static func fields(of query: Substring) throws(HTTPFailure) -> [HTTPRequest.Field] {
    let plus = UInt8(ascii: "+")
    var fields: [HTTPRequest.Field] = []
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let decoded = parts.map { Self.decoded($0.utf8.contains(plus) ? Substring($0.replacing("+", with: " ")) : $0) }
      guard let name = decoded[0] else { throw .badRequest }
      guard decoded.count == 2 else {
        fields.append(HTTPRequest.Field(name: name, value: ""))
        continue
      }
      guard let value = decoded[1] else { throw .badRequest }
      fields.append(HTTPRequest.Field(name: name, value: value))
    }
    return fields
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// Whether a byte may stand in a method or in the name of a header field (RFC 9110, section 5.6.2).
  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
