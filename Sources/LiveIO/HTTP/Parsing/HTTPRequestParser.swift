// Reads requests from the bytes of a connection, strictly, and never more than the limits allow.

/// Reads HTTP/1.1 requests (RFC 9112) as the bytes come in.
///
/// Strict: lines end in CRLF, there is exactly one valid `Host` (except in HTTP/1.0), no line is folded, lengths are
/// plain digits, and a body is either counted or chunked. A front-end and a server that read a request differently are
/// a way in for attackers.
package struct HTTPRequestParser: Sendable {
  private let limits: HTTPLimits
  private var input = HTTPInput()
  /// How many of the bytes were searched for the end of the head.
  private var searched = 0
  /// The head of the request whose body is being read.
  private var head: HTTPHead?
  private var chunks: ChunkedBody?
  /// Whether the client may still wait for a word before it sends the body.
  private var isExpecting = false

  /// A parser at the beginning of a connection.
  package init(limits: HTTPLimits = HTTPLimits()) {
    self.limits = limits
  }

  /// Whether part of a request has been read.
  package var isAmidRequest: Bool { head != nil || !input.isEmpty }

  /// Takes bytes that have come in.
  package mutating func append(_ bytes: some Sequence<UInt8>) {
    input.append(bytes)
  }

  /// The next request, if all of it has come in.
  ///
  /// - Throws: `HTTPFailure` if there can be none; the connection is of no further use then.
  package mutating func next() throws(HTTPFailure) -> HTTPRequest? {
    if head == nil {
      guard let bytes = try takeHead() else { return nil }
      let head = try HTTPHead(bytes, limits: limits)
      if case .chunked = head.body { chunks = ChunkedBody(limits: limits) }
      isExpecting = head.expectsContinue
      self.head = head
    }
    guard var request = head?.request, let body = try takeBody() else { return nil }
    request.body = body
    (head, chunks, searched, isExpecting) = (nil, nil, 0, false)
    return request
  }

  /// The request, without its body, whose client waits for `100 Continue` before it sends that; nil the second time,
  /// and if there is no such client. Call it when `next` has returned nil.
  package mutating func takeExpectation() -> HTTPRequest? {
    defer { isExpecting = false }
    return isExpecting && input.isEmpty ? head?.request : nil
  }

  /// Takes the body off the bytes, if all of it is there.
  private mutating func takeBody() throws(HTTPFailure) -> [UInt8]? {
    // What was expected is here already: no word is needed.
    if !input.isEmpty { isExpecting = false }
    switch head?.body {
    case nil: return nil
    case .counted(let length): return input.count >= length ? Array(input.take(length)) : nil
    case .chunked:
      do throws(ChunkedBody.Fault) {
        return try chunks?.read(from: &input) == true ? chunks?.bytes : nil
      } catch {
        throw HTTPFailure(error)
      }
    }
  }

  /// Takes the head off the bytes, without the empty line, if it is there as a whole.
  private mutating func takeHead() throws(HTTPFailure) -> ArraySlice<UInt8>? {
    // An empty line before the request is passed over, as RFC 9112 asks.
    while input.rest.starts(with: Self.lineEnd) { _ = input.take(2) }
    let bytes = input.rest
    guard let first = bytes.first else { return nil }
    // What can be no request is refused before all of it has come; a CR alone may yet become an empty line.
    if !HTTPGrammar.isToken(first), bytes.count > 1 || first != 13 { throw .badRequest }
    var position = bytes.startIndex + max(0, searched - 3)
    while position + 3 < bytes.endIndex {
      if bytes[position] == 13, bytes[position...].starts(with: Self.headEnd) {
        let head = bytes[..<position]
        try checkSize(of: head)
        _ = input.take(head.count + 4)
        return head
      }
      position += 1
    }
    searched = bytes.count
    // The last bytes may be the first of those that end the head.
    let ending = (1...3).last { bytes.suffix($0).elementsEqual(Self.headEnd.prefix($0)) } ?? 0
    try checkSize(of: bytes.dropLast(ending))
    return nil
  }

  /// Refuses a head, or its first part, that is longer than the limits allow, with the same error in both cases.
  private func checkSize(of head: ArraySlice<UInt8>) throws(HTTPFailure) {
    guard head.count > min(limits.requestLine, limits.head) else { return }
    let lineLength = head.firstRange(of: Self.lineEnd).map { $0.lowerBound - head.startIndex } ?? head.count
    if lineLength > limits.requestLine { throw .uriTooLong }
    if head.count > limits.head { throw .headersTooLarge }
  }

  private static let lineEnd: [UInt8] = [13, 10]
  private static let headEnd: [UInt8] = [13, 10, 13, 10]
}

extension HTTPFailure {
  /// The status for a request whose chunked body cannot be read.
  fileprivate init(_ fault: ChunkedBody.Fault) {
    switch fault {
    case .malformed: self = .badRequest
    case .bodyTooLarge, .framingTooLarge: self = .contentTooLarge
    case .trailersTooLarge: self = .headersTooLarge
    }
  }
}
