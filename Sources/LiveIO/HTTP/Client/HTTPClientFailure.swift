// The limits of an HTTP client that a reply exceeded.

import EventLoops

/// A reply that is larger or slower than a client allows.
public enum HTTPClientFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The status line and the header fields have more bytes than the limit, or are too many.
  case headTooLarge(limit: Int)
  /// The body has more bytes than the limit.
  case bodyTooLarge(limit: Int)
  /// The whole reply took longer than the limit.
  case replyTooSlow(limit: Duration)

  /// `the head of its reply is longer than 64000 bytes`, `its body is longer than 1000 bytes`, or `its reply took longer than 300ms`.
  public var description: String {
    switch self {
    case .headTooLarge(let limit): "the head of its reply is longer than \(limit) bytes, or has too many fields"
    case .bodyTooLarge(let limit): "its body is longer than \(limit) bytes"
    case .replyTooSlow(let limit): "its reply took longer than \(limit.shortText)"
    }
  }
}
