// The head of a request: the request line, the header fields, and what they say of the body.

/// The head of a request, read.
struct HTTPHead {
  /// How the body comes.
  enum Body: Sendable {
    case counted(Int)
    case chunked
  }

  /// The request, without its body.
  let request: HTTPRequest
  let body: Body
  /// Whether the client waits for a word before it sends the body.
  let expectsContinue: Bool

  /// - Parameter head: The lines, without the empty one behind them.
  init(_ head: ArraySlice<UInt8>, limits: HTTPLimits) throws(HTTPFailure) {
    let lines = head.split(separator: 13, omittingEmptySubsequences: false)
    guard let requestLine = lines.first else { throw .badRequest }
    guard lines.count - 1 <= limits.headerCount else { throw .headersTooLarge }
    var headers: [HTTPRequest.Field] = []
    for line in lines.dropFirst() {
      // Each line but the first begins with the LF of the CRLF before it, and has no other.
      guard line.first == 10, let field = HTTPGrammar.field(line.dropFirst()) else { throw .badRequest }
      headers.append(field)
    }
    let (method, text, minorVersion) = try Self.requestLine(requestLine)
    let target = try HTTPTarget(text, of: method)
    var found = Findings()
    for header in headers { found.note(header) }
    try found.checkHosts(minorVersion: minorVersion)
    if let authority = target.authority {
      // The Host field, which a client has to send all the same, does not count then.
      headers.removeAll { $0.name == "host" }
      headers.append(HTTPRequest.Field(name: "host", value: authority))
    }
    body = try found.body(limits: limits, minorVersion: minorVersion)
    expectsContinue = try found.expectsContinue(minorVersion: minorVersion)
    request = HTTPRequest(
      method: method, path: target.path, query: target.query, headers: headers,
      keepsAlive: !found.options.contains("close") && (minorVersion > 0 || found.options.contains("keep-alive")))
  }

  private static func requestLine(
    _ line: ArraySlice<UInt8>
  ) throws(HTTPFailure) -> (method: String, target: String, minorVersion: Int) {
    // Three words with a blank between them. A target or a version with another blank is refused.
    guard let end = line.firstIndex(of: 32), let last = line.lastIndex(of: 32), end < last else { throw .badRequest }
    let (method, target) = (line[..<end], line[(end + 1)..<last])
    guard !method.isEmpty, method.allSatisfy(HTTPGrammar.isToken) else { throw .badRequest }
    guard !target.isEmpty, target.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .badRequest }
    let version = line[(last + 1)...]
    let first = version.startIndex
    guard version.count == 8, version.starts(with: "HTTP/".utf8), version[first + 6] == UInt8(ascii: "."),
      HTTPGrammar.isDigit(version[first + 5]), HTTPGrammar.isDigit(version[first + 7])
    else { throw .badRequest }
    guard version[first + 5] == UInt8(ascii: "1") else { throw .versionNotSupported }
    return (
      String(decoding: method, as: UTF8.self), String(decoding: target, as: UTF8.self),
      version[first + 7] == UInt8(ascii: "0") ? 0 : 1
    )
  }
}

extension HTTPHead {
  /// The values of the header fields that the server itself has to understand.
  private struct Findings {
    var hosts: [String] = []
    var lengths: [String] = []
    var codings: [String] = []
    var options: [String] = []
    var expectations: [String] = []

    mutating func note(_ header: HTTPRequest.Field) {
      switch header.name {
      case "host": hosts.append(header.value)
      case "transfer-encoding": codings += HTTPGrammar.elements(of: header.value)
      case "content-length": lengths.append(header.value)
      case "connection": options += HTTPGrammar.elements(of: header.value)
      case "expect": expectations += HTTPGrammar.elements(of: header.value)
      default: break
      }
    }

    func checkHosts(minorVersion: Int) throws(HTTPFailure) {
      guard hosts.count == 1 || (hosts.isEmpty && minorVersion == 0) else { throw .badRequest }
      guard hosts.allSatisfy({ HTTPAuthority($0) != nil }) else { throw .badRequest }
    }

    /// How the body comes. Two readers that differ on this would take a part of a body for a request, which is a way
    /// in for attackers: whatever is not plain is refused.
    func body(limits: HTTPLimits, minorVersion: Int) throws(HTTPFailure) -> Body {
      guard codings.isEmpty else {
        guard lengths.isEmpty, minorVersion > 0, codings.last == "chunked" else { throw .badRequest }
        guard !codings.dropLast().contains(where: ["", "chunked", "identity"].contains) else { throw .badRequest }
        guard codings.count == 1 else { throw .notImplemented }
        return .chunked
      }
      guard let value = lengths.first else { return .counted(0) }
      guard lengths.count == 1, !value.isEmpty, value.utf8.allSatisfy(HTTPGrammar.isDigit) else { throw .badRequest }
      guard let length = Int(value), length <= limits.body else { throw .contentTooLarge }
      return .counted(length)
    }

    /// Whether the client waits for `100 Continue`, of which a client of HTTP/1.0 knows nothing.
    func expectsContinue(minorVersion: Int) throws(HTTPFailure) -> Bool {
      guard minorVersion > 0, !expectations.isEmpty else { return false }
      guard expectations.allSatisfy({ $0 == "100-continue" }) else { throw .expectationFailed }
      return true
    }
  }
}
