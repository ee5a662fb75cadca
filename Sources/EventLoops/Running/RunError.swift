// Why a run of an operation failed, although the operation itself threw nothing.

/// A run that did not deliver what it was run for, or that was not as clean as it was asked to be.
public struct RunError: Error, Sendable, CustomStringConvertible {
  /// How the run ended.
  public let report: Report
  /// Whether the operation returned, so that only the faults in the report made the run fail.
  package let hasEnded: Bool

  init(report: Report, hasEnded: Bool = false) {
    self.report = report
    self.hasEnded = hasEnded
  }

  /// The report's text, and what to do where that is not in it.
  public var description: String {
    if hasEnded {
      return "\(report)\nThe operation ended. If this is meant, allow it: loop.run(allowing: \(report.faults)) { … }"
    }
    guard report.ending == .quiescent else { return report.description }
    return "\(report), but the operation did not end; a loop that records leftovers says what it waits for"
  }
}
