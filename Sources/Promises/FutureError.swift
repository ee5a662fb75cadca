// What can be wrong with the use of a future, as opposed to the work behind it.

/// A future was used in a way that cannot be answered.
public enum FutureError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The result was asked for before the future was settled.
  case notReady
  /// A race was called without anyone to win it, so that it would never end.
  case nothingToRace
  /// A future was to be settled by one that waits for the first, so that neither would ever be settled.
  case waitsForItself
  /// A future of another loop was given to a future of the loop `expected`, or to its `all`, `any` or `race`.
  case otherLoop(expected: String, found: String)

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .notReady:
      "the future is not settled yet; ask with whenComplete or try await get()"
    case .nothingToRace:
      "a race needs at least one future; it would never end without one"
    case .waitsForItself:
      "a future was to be settled by itself, or by one that waits for it; neither would ever be settled"
    case .otherLoop(let expected, let found):
      "a future of loop '\(expected)' was given a future of loop '\(found)'; keep a chain on one loop"
    }
  }
}
