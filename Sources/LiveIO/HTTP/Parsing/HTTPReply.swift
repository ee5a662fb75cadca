// A reply of a server, read by a client.

/// A reply to a request.
package struct HTTPReply: Sendable, Hashable {
  /// The status.
  package let status: Int
  /// The header fields, in their order; names in lower case.
  package let headers: [HTTPRequest.Field]
  /// The body, without its framing if it came in chunks.
  package var body: [UInt8] = []

  /// The first value of a header field.
  ///
  /// - Parameter name: In lower case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}

/// The reason for which a reply cannot be read.
package enum HTTPReplyFault: Error, Sendable, Hashable {
  /// The bytes are not a reply of HTTP/1.
  case malformed
  /// The status line and the header fields are longer, or more, than they may be.
  case headTooLarge
  /// The body is longer than it may be.
  case bodyTooLarge
  /// The lines between the chunks of the body are longer, or more, than they may be.
  case framingTooLarge
  /// The body has a coding that was not asked for.
  case unknownCoding
  /// The connection was closed before the end of the reply.
  case incomplete
}
