// Why a reply cannot be read.

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
