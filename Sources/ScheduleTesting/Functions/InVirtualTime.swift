// Virtual time without a trait.

import Exploration
import Synchronization

/// Runs an operation in virtual time: sleeps take no time, and all instants are exact.
///
/// Where the Swift runtime does not allow it, the operation runs as it is.
///
/// - Parameters:
///   - allowed: The faults that are meant.
///   - operation: What to run.
/// - Returns: What the operation returns.
/// - Throws: What the operation throws; a `ScheduleFailure` if it does not end, or leaves something behind.
@discardableResult
public func inVirtualTime<Success: Sendable>(
  allowing allowed: AllowedFaults = [], _ operation: @escaping @Sendable () async throws -> Success
) async throws -> Success {
  guard TestProgram.isAvailable else {
    PlainOrder.announceOnce()
    return try await operation()
  }
  return try BodyRuns.runOnce(allowed, operation)
}
