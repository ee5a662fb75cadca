// The error of a time limit.

/// Something was not done within the time that it was given.
public struct TimeoutError: Error, Sendable, Hashable, CustomStringConvertible {
  /// How long it was waited for.
  public let limit: Duration

  /// An error for something that was not done within `limit`.
  @inlinable
  public init(limit: Duration) {
    self.limit = limit
  }

  /// `timed out after 100ms`.
  public var description: String { "timed out after \(limit.shortText)" }
}
