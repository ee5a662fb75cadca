// What a test may leave behind or do although it is run strictly.

import EventLoops

/// Faults that are meant, and that do not make a run of a test fail.
public struct AllowedFaults: OptionSet, Sendable, Hashable {
  /// One bit for each kind.
  public let rawValue: Int

  /// The faults whose bits are set.
  ///
  /// - Parameter rawValue: The bits.
  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// A task or a timer that the test has started has not ended when the test ends.
  public static let leftovers = AllowedFaults(rawValue: 1)
  /// Work leaves the loop: Dispatch, threads, actors with executors of their own.
  public static let escapes = AllowedFaults(rawValue: 2)
  /// A contract is broken: something is settled twice, or dropped unsettled.
  public static let violations = AllowedFaults(rawValue: 4)
  /// A cancelled test continues to wait: it ends at a later instant than its cancellation.
  public static let delays = AllowedFaults(rawValue: 8)
}
