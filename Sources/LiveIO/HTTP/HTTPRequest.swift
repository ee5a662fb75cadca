// A request of the Hypertext Transfer Protocol, read.

import Foundation

/// A request, as far as a small server needs it.
public struct HTTPRequest: Sendable, Hashable {
  /// The method: `GET` or `HEAD` where a handler sees it.
  public let method: String
  /// The path, with percent escapes decoded; `*` if an `OPTIONS` request asks for the server as a whole.
  public let path: String
  /// The fields of the query, in their order, decoded.
  public let query: [Field]
  /// The header fields, in their order; names in lower case. The authority of an absolute target replaces `host`.
  public let headers: [Field]
  /// The body, without its framing if it came in chunks.
  public var body: [UInt8] = []
  /// Whether the connection stays open after the answer.
  public let keepsAlive: Bool

  /// A name and its value.
  public struct Field: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value.
    public let value: String
  }

  /// The first value of a query field.
  public func query(_ name: String) -> String? {
    query.first { $0.name == name }?.value
  }

  /// The first value of a header field.
  ///
  /// - Parameter name: In lower case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}

/// What a server takes, and for how long it waits.
public struct HTTPLimits: Sendable, Hashable {
  /// The longest request line, in bytes.
  public var requestLine = 8_000
  /// The longest head: the request line and all header fields, in bytes. No longer may be the trailer fields of a
  /// chunked body, nor all that the lines with the sizes of its chunks have beside these.
  public var head = 16_000
  /// How many header fields a request may have, and how many trailer fields.
  public var headerCount = 100
  /// The longest body, in bytes.
  public var body = 64_000
  /// The longest line with the size of a chunk and its extensions, in bytes.
  public var chunkLine = 1_000
  /// How many connections may be open.
  public var connections = 1_024
  /// How long a client may take over the head and the body of one request.
  public var requestTime = Duration.seconds(10)
  /// How long a connection may be idle between two requests.
  public var idleTime = Duration.seconds(15)
  /// How long a client may take to read an answer.
  public var answerTime = Duration.seconds(30)

  /// The usual limits.
  public init() {}
}

/// A request that cannot be served, by the status that says why (RFC 9110).
public enum HTTPFailure: Int, Error, Sendable, CaseIterable {
  /// It is no request.
  case badRequest = 400
  /// There is nothing there.
  case notFound = 404
  /// The method is known, but not for this.
  case methodNotAllowed = 405
  /// The client was too slow.
  case requestTimeout = 408
  /// The body is longer than a body may be.
  case contentTooLarge = 413
  /// The target is longer than a target may be.
  case uriTooLong = 414
  /// The client expects of the server what it does not do.
  case expectationFailed = 417
  /// The header fields are longer, or more, than they may be.
  case headersTooLarge = 431
  /// The handler has failed.
  case internalError = 500
  /// The method, or a way in which the body is encoded, is unknown.
  case notImplemented = 501
  /// Too many connections are open.
  case unavailable = 503
  /// The version of the protocol is not spoken here.
  case versionNotSupported = 505
}
