// The reasons for which a request is refused, by their status.

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
