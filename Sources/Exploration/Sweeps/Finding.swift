// What must hold of every cancelled run, and what is said when it does not.

import Comparison
import EventLoops

/// Something that a cancelled run did and must not do.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
  /// The version that did it.
  public let version: String
  /// What it did.
  public let text: String

  /// The version, and what it did.
  public var description: String { "\(version): \(text)" }

  /// Everything that is wrong with a run in which one pipeline was cancelled.
  ///
  /// - Parameters:
  ///   - reference: The same run without the cancellation.
  ///   - tie: What else may come of a pipeline to which several things happen at one instant.
  static func all(in run: StyleRun, cancelled pipeline: Int, reference: StyleRun, tie: Tie? = nil) -> [Finding] {
    let texts =
      undelivered(run) + deliveredAgain(run) + startedLater(run, pipeline)
      + wrongOutcome(run, pipeline, reference, tie) + leftAtEnd(run)
    return texts.map { Finding(version: run.label, text: $0) }
  }

  private static func undelivered(_ run: StyleRun) -> [String] {
    run.outcomes.enumerated().filter { $0.element == nil }.map { "pipeline \($0.offset + 1) delivered no result" }
  }

  private static func deliveredAgain(_ run: StyleRun) -> [String] {
    run.events.compactMap {
      if case .finishedAgain = $0.kind { "pipeline \($0.pipeline) delivered again at \($0.instant)" } else { nil }
    }
  }

  /// Calls that were sent in a later event of the loop than the one in which the cancellation was requested.
  ///
  /// The order within one event is not observable: an event is atomic.
  private static func startedLater(_ run: StyleRun, _ pipeline: Int) -> [String] {
    let ofPipeline = run.events.filter { $0.pipeline == pipeline }
    guard let request = ofPipeline.first(where: { $0.kind == .cancelRequested }) else { return [] }
    return ofPipeline.compactMap { event in
      guard case .sent(let call, _) = event.kind, event.turn > request.turn else { return nil }
      return "\(callLabel(call)) was sent at \(event.instant), after the cancellation at \(request.instant)"
    }
  }

  /// An instant at which the time limit and an answer meet: which of them counts, a cancellation may decide.
  struct Tie {
    /// When the time limit is due.
    let deadline: Instant
    /// How the pipeline ends if the time limit counts, and how if the answer does.
    let outcomes: [Outcome?]

    /// Whether a pipeline that was cancelled may have ended so: all three have to meet.
    func allows(_ outcome: Outcome, in run: StyleRun, _ pipeline: Int) -> Bool {
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

  private static func wrongOutcome(
    _ run: StyleRun, _ pipeline: Int, _ reference: StyleRun, _ tie: Tie?
  ) -> [String] {
    guard let outcome = run.outcomes[pipeline - 1], outcome != .cancelled else { return [] }
    if let tie, tie.allows(outcome, in: run, pipeline) { return [] }
    guard let expected = reference.outcomes[pipeline - 1], outcome != expected else { return [] }
    return ["pipeline \(pipeline) ended with \(outcome), neither cancelled nor \(expected)"]
  }

  private static func leftAtEnd(_ run: StyleRun) -> [String] {
    run.lines.filter { $0.when == .end }.map(\.text)
  }
}
