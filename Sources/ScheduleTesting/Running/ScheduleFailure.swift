// The failure of a test under some schedule, in words.

/// A test that fails under some schedule, or at some cancellation: the smallest failing one that was found.
public struct ScheduleFailure: Error, Sendable, CustomStringConvertible {
  /// What did not hold in the failing run.
  public let findings: [String]
  /// What leads to the failure, and how often it was met.
  public let explanation: [String]
  /// What replays the failing run; nil of a failure that needs no schedule.
  public let token: String?
  /// The error that the test threw in the failing run, if it threw one.
  let error: (any Error)?
  /// The events of the failing run, a line each.
  let page: String

  init(
    findings: [String], explanation: [String], token: String? = nil, error: (any Error)? = nil, page: String = ""
  ) {
    (self.findings, self.explanation, self.token) = (findings, explanation, token)
    (self.error, self.page) = (error, page)
  }

  /// What failed, what leads to it, and how to replay it.
  public var description: String { (findings + explanation).joined(separator: "\n") }
}
