// A failure of a step between two calls.

/// A failure of the program's own code between two calls.
public struct StepError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The reason of the failure.
  package var reason: String

  /// A failure with its reason.
  package init(reason: String) {
    self.reason = reason
  }

  /// The reason in quotes.
  public var description: String { quoted(reason) }
}
