// Failures that calls meet at random.

/// Random failures: on average one call in `period` fails.
public struct RandomFaults: Sendable, Hashable {
  /// The average number of calls for each that fails, 1 or more.
  public var period: Int
  /// The error of the failing call.
  public var error: APIError

  /// One call in `period` fails with `error`.
  public init(oneIn period: Int, _ error: APIError) {
    self.period = period
    self.error = error
  }
}
