// What must hold of a run in which one pipeline is cancelled, compared with the same run without the cancellation.

import Comparison
import EventLoops

/// An instant at which the time limit and an answer meet: which of them counts, a cancellation may decide.
struct LimitTie: Sendable {
  /// When the time limit is due.
  let deadline: Instant
  /// How the pipeline ends if the time limit counts, and how if the answer does.
  let outcomes: [Outcome?]

  /// Whether a pipeline that was cancelled may have ended so: all three have to meet.
  fileprivate func allows(_ outcome: Outcome, in run: StyleRun, _ pipeline: Int) -> Bool {
    let moments = run.events.filter { event in
      guard event.pipeline == pipeline else { return false }
      switch event.kind {
      case .cancelRequested, .finished: return true
      default: return false
      }
    }
    return moments.allSatisfy { $0.instant == deadline } && outcomes.contains(outcome)
  }
}

extension Oracle {
  /// The rules for a run in which one pipeline is cancelled at a moment of its undisturbed run.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline.
  ///   - expected: How it ends without the cancellation.
  ///   - tie: The further outcomes that are allowed where several things happen at one instant.
  static func cancelling(_ pipeline: Int, insteadOf expected: Outcome?, _ tie: LimitTie?) -> [Oracle] {
    [delivers, deliversOnce, startsNothingLate, endsCancelled(pipeline, or: expected, tie), leavesNothing]
  }

  /// A cancelled pipeline ends with the cancellation, or as it would have without.
  private static func endsCancelled(_ pipeline: Int, or expected: Outcome?, _ tie: LimitTie?) -> Oracle {
    Oracle("ends cancelled, or as without the cancellation") { run, _ in
      guard let outcome = run.outcomes[pipeline - 1], outcome != .cancelled else { return [] }
      if let tie, tie.allows(outcome, in: run, pipeline) { return [] }
      guard let expected, outcome != expected else { return [] }
      return ["pipeline \(pipeline) ended with \(outcome), neither cancelled nor \(expected)"]
    }
  }
}
