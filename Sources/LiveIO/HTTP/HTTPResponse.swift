// An answer of the Hypertext Transfer Protocol, as bytes.

/// An answer to a request.
public struct HTTPResponse: Sendable, Hashable {
  /// The status.
  public var status: Int
  /// The type of the body.
  public var contentType: String
  /// Further header fields, in their order; neither names nor values may hold control characters.
  public var headers: [HTTPRequest.Field]
  /// The body.
  public var body: [UInt8]

  /// An answer with bytes.
  public init(status: Int = 200, contentType: String, body: [UInt8], headers: [HTTPRequest.Field] = []) {
    self.status = status
    self.contentType = contentType
    self.body = body
    self.headers = headers
  }

  /// An answer with text.
  public init(status: Int = 200, contentType: String = "text/plain; charset=utf-8", text: String) {
    self.init(status: status, contentType: contentType, body: Array(text.utf8))
  }

  /// The answer that says why a request cannot be served.
  public init(_ failure: HTTPFailure) {
    self.init(status: failure.rawValue, text: "\(failure.rawValue) \(Self.reason(failure.rawValue))\n")
    if failure == .methodNotAllowed { headers = [Self.allowed(withPost: false)] }
  }

  /// The answer that says which methods there are.
  static func options(withPost: Bool) -> HTTPResponse {
    HTTPResponse(contentType: "text/plain; charset=utf-8", body: [], headers: [allowed(withPost: withPost)])
  }

  /// The answer to a method that is not allowed here.
  static func methodNotAllowed(withPost: Bool) -> HTTPResponse {
    var response = HTTPResponse(.methodNotAllowed)
    response.headers = [allowed(withPost: withPost)]
    return response
  }

  private static func allowed(withPost: Bool) -> HTTPRequest.Field {
    HTTPRequest.Field(name: "Allow", value: withPost ? "GET, HEAD, POST, OPTIONS" : "GET, HEAD, OPTIONS")
  }

  /// With what every answer begins, whatever it is.
  static let beginning = Array("HTTP/1.1 ".utf8)
  /// The interim answer to a client that waits for it before it sends its body.
  static let goOn = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

  /// The answer as it goes over the wire.
  ///
  /// - Parameters:
  ///   - isHead: Whether only the head is wanted.
  ///   - keepsAlive: Whether the connection stays open.
  func bytes(isHead: Bool, keepsAlive: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256 + (isHead ? 0 : body.count))
    func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
    bytes += Self.beginning
    add(String(status))
    add(" ")
    add(Self.reason(status))
    add("\r\nContent-Type: ")
    add(contentType)
    add("\r\nContent-Length: ")
    add(String(body.count))
    add("\r\n")
    for field in headers {
      add(field.name)
      add(": ")
      add(field.value)
      add("\r\n")
    }
    add("X-Content-Type-Options: nosniff\r\nConnection: ")
    add(keepsAlive ? "keep-alive\r\n\r\n" : "close\r\n\r\n")
    if !isHead { bytes += body }
    return bytes
  }

  /// The reason of a status, as status lines have it.
  package static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 417: "Expectation Failed"
    case 418: "I'm a teapot"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    case 505: "HTTP Version Not Supported"
    case 400..<500: "Client Error"
    case 500..<600: "Server Error"
    default: "Status"
    }
  }
}
