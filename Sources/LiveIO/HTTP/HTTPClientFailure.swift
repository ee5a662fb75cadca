// The limits of an HTTP client that a reply exceeded.

import EventLoops

/// A reply that is larger or slower than a client allows.
public enum HTTPClientFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The body has more bytes than the limit.
  case bodyTooLarge(limit: Int)
  /// The whole reply took longer than the limit.
  case replyTooSlow(limit: Duration)

  /// `its body is longer than 1000 bytes`, or `its reply took longer than 300ms`.
  public var description: String {
    switch self {
    case .bodyTooLarge(let limit): "its body is longer than \(limit) bytes"
    case .replyTooSlow(let limit): "its reply took longer than \(limit.shortText)"
    }
  }
}
