// The error of a joint future of which no member succeeded.

/// None of several futures succeeded.
public struct AllFailedError: Error, CustomStringConvertible {
  /// The error of each, in the order in which the futures were given.
  public let errors: [any Error]

  /// `all 2 futures failed: error 1; error 2`.
  public var description: String {
    if errors.isEmpty { return "there was no future that could succeed" }
    return "all \(errors.count) futures failed: " + errors.map { "\($0)" }.joined(separator: "; ")
  }
}
