// Evidence that a run records besides its events, to explain differences. It is not compared.

import EventLoops

/// Notes of a run's journal by which a difference is traced back to its mechanism.
///
/// Events of the loop are named by their sequence in the trace.
struct RunEvidence: Sendable {
  /// Whether the pipelines were started, and not only built.
  var isStarted = true
  /// The cancellations that were carried out.
  var cancellations: [CarriedOut] = []
  /// The time limits that ended a pipeline.
  var limits: [Limit] = []
  /// The sequences of the events that end jobs which nothing stops.
  var jobs: [Int] = []

  /// A cancellation, and what it set off.
  struct CarriedOut: Sendable {
    let pipeline: Int
    /// The index of the request among the run's events.
    let request: Int
    /// The semantic events that were recorded while it was carried out.
    let events: Range<Int>
    /// The loop's events that were posted while it was carried out.
    let posts: Range<Int>
  }

  /// A time limit that ended a pipeline.
  struct Limit: Sendable, Hashable {
    let pipeline: Int
    let instant: Instant
    /// Whether it is the plan's, and not one of the program's own.
    let isOfPlan: Bool
  }
}
