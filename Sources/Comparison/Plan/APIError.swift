// The errors that compared programs meet: a failed call, a failed step, a time limit.

/// A failure that the simulated API answers with, in the manner of an HTTP status.
public struct APIError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The status, 100 to 999.
  public var status: Int
  /// The reason phrase.
  public var reason: String

  /// A failure with a status and its reason phrase.
  public init(status: Int, reason: String) {
    self.status = status
    self.reason = reason
  }

  /// The status and, in quotes, the reason: `503 "Service Unavailable"`.
  public var description: String { "\(status) \(quoted(reason))" }
}
