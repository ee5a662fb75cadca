// Reads the reply of a server from the bytes of a connection, strictly, and never more than the limits allow.

/// Reads the HTTP/1.1 reply to a `GET` request (RFC 9112) as the bytes come in.
///
/// Strict: lines end in CRLF, no line is folded, a length is plain digits, and no body has both a length and chunks.
/// Interim replies are passed over; their fields count toward the limits on the head. Nothing is kept beyond the limits,
/// beside the bytes of one `append`.
package struct HTTPReplyParser: Sendable {
  private enum Part {
    case statusLine
    case fields
    case counted(left: Int)
    case chunked
    /// The body ends where the connection does.
    case untilClose
    case done
  }

  private let limits: HTTPLimits
  private var input = HTTPInput()
  private var part = Part.statusLine
  private var statusLine: HTTPStatusLine?
  private var fields: [HTTPRequest.Field] = []
  /// The bytes and the fields of all heads.
  private var (headBytes, fieldCount) = (0, 0)
  private var chunks: ChunkedBody?
  private var reply: HTTPReply?

  /// A parser at the beginning of a connection.
  ///
  /// - Parameter limits: Of which those on the head, the fields, the body and the lines of chunks count.
  package init(limits: HTTPLimits) {
    self.limits = limits
  }

  /// The reply without the rest of its body, when its head has come in; also when the body is refused.
  package var head: HTTPReply? { reply }

  /// Takes bytes that have come in.
  package mutating func append(_ bytes: some Sequence<UInt8>) {
    input.append(bytes)
  }

  /// The reply, if all of it has come in.
  ///
  /// - Throws: `HTTPReplyFault` if there can be none.
  package mutating func next() throws(HTTPReplyFault) -> HTTPReply? {
    while true {
      switch part {
      case .statusLine: guard try takeStatusLine() else { return nil }
      case .fields: guard try takeField() else { return nil }
      case .counted(let left):
        let count = min(left, input.count)
        reply?.body += input.take(count)
        part = count == left ? .done : .counted(left: left - count)
        if count < left { return nil }
      case .chunked:
        guard try readChunks() else { return nil }
        reply?.body = chunks?.bytes ?? []
        part = .done
      case .untilClose:
        guard input.count <= limits.body - (reply?.body.count ?? 0) else { throw .bodyTooLarge }
        reply?.body += input.take(input.count)
        return nil
      case .done: return reply
      }
    }
  }

  /// The reply, when the connection has ended.
  ///
  /// - Throws: `incomplete` if the reply has not ended.
  package mutating func end() throws(HTTPReplyFault) -> HTTPReply {
    if let reply = try next() { return reply }
    guard case .untilClose = part, let reply else { throw .incomplete }
    return reply
  }

  // MARK: The head

  private mutating func takeStatusLine() throws(HTTPReplyFault) -> Bool {
    // What can be no reply is refused before all of its first line has come.
    guard zip(input.rest, "HTTP/1.".utf8).allSatisfy({ $0 == $1 }) else { throw .malformed }
    guard let line = try takeHeadLine() else { return false }
    guard let read = HTTPStatusLine(line) else { throw .malformed }
    (statusLine, part) = (read, .fields)
    return true
  }

  private mutating func takeField() throws(HTTPReplyFault) -> Bool {
    guard let line = try takeHeadLine() else { return false }
    guard !line.isEmpty else {
      try endHead()
      return true
    }
    guard let field = HTTPGrammar.field(line) else { throw .malformed }
    fields.append(field)
    fieldCount += 1
    guard fieldCount <= limits.headerCount else { throw .headTooLarge }
    return true
  }

  private mutating func takeHeadLine() throws(HTTPReplyFault) -> ArraySlice<UInt8>? {
    let left = max(0, limits.head - headBytes)
    guard
      case .whole(let line) = try input.takeLine(upTo: left, else: HTTPReplyFault.headTooLarge, malformed: .malformed)
    else { return nil }
    headBytes += line.count + 2
    return line
  }

  private mutating func endHead() throws(HTTPReplyFault) {
    guard let statusLine else { throw .malformed }
    if statusLine.isInterim {
      // A server changes the protocol only if it was asked to.
      guard statusLine.status != 101 else { throw .malformed }
      (self.statusLine, fields, part) = (nil, [], .statusLine)
      return
    }
    reply = HTTPReply(status: statusLine.status, headers: fields)
    switch try HTTPReplyFraming(of: fields, statusLine) {
    case .empty: part = .done
    case .counted(let length):
      guard length <= limits.body else { throw .bodyTooLarge }
      part = .counted(left: length)
    case .chunked:
      chunks = ChunkedBody(limits: limits)
      part = .chunked
    case .untilClose: part = .untilClose
    }
  }

  // MARK: The body

  private mutating func readChunks() throws(HTTPReplyFault) -> Bool {
    do throws(ChunkedBody.Fault) {
      return try chunks?.read(from: &input) == true
    } catch {
      switch error {
      case .malformed: throw .malformed
      case .bodyTooLarge: throw .bodyTooLarge
      case .framingTooLarge, .trailersTooLarge: throw .framingTooLarge
      }
    }
  }
}
