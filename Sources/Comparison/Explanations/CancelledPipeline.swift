// A pipeline that two runs cancel at the same instant: what was before the request, under way, and set off by it.

import EventLoops

/// A pipeline that is cancelled at one instant in both of two runs.
///
/// An object, as all that explanations hand on: a copy of it would retain everything that is known of both runs.
final class CancelledPipeline {
  let parted: PartedRun
  let pipeline: Int
  let instant: Instant
  /// Where the cancellation is in each run.
  let own, other: RunEvidence.CarriedOut
  /// The course of each version without the cancellation; nil if they differ without one.
  let expected, otherExpected: ExpectedConduct?
  /// The events of the pipeline at this instant that one run alone has.
  let extras, otherExtras: [(index: Int, event: SemanticEvent)]

  /// The same pipeline seen from the other run.
  private(set) lazy var turnedRound = CancelledPipeline(turning: self)
  /// Whether this run, or the other one, was cancelled before its task began: it refused the call that the other one
  /// sent in the event of the request.
  private(set) lazy var precedesATask = refusesFirstCall || turnedRound.refusesFirstCall
  /// Whether code of this run that was under way looked for the cancellation, and ended the pipeline.
  private(set) lazy var looked = findLook()

  private init(_ pipeline: Int, _ own: RunEvidence.CarriedOut, _ other: RunEvidence.CarriedOut, in parted: PartedRun) {
    let instant = parted.own.events[own.request].instant
    (self.parted, self.pipeline, self.instant, self.own, self.other) = (parted, pipeline, instant, own, other)
    expected = ExpectedConduct(in: parted, pipeline: pipeline, at: instant)
    otherExpected = ExpectedConduct(in: parted.turnedRound, pipeline: pipeline, at: instant)
    extras = parted.ownEvents.filter { Self.isEvent($0.event, of: pipeline, at: instant) }
    otherExtras = parted.otherEvents.filter { Self.isEvent($0.event, of: pipeline, at: instant) }
  }

  private init(turning it: CancelledPipeline) {
    (parted, pipeline, instant) = (it.parted.turnedRound, it.pipeline, it.instant)
    (own, other, expected, otherExpected) = (it.other, it.own, it.otherExpected, it.expected)
    (extras, otherExtras) = (it.otherExtras, it.extras)
  }

  /// The pipelines that both runs cancel at the same instant, by the first request of each.
  static func all(in parted: PartedRun) -> [CancelledPipeline] {
    (1...max(parted.own.run.pipelines, 1)).compactMap { pipeline in
      guard let own = parted.own.run.evidence.cancellations.first(where: { $0.pipeline == pipeline }),
        let other = parted.other.run.evidence.cancellations.first(where: { $0.pipeline == pipeline })
      else { return nil }
      guard parted.own.events[own.request].instant == parted.other.events[other.request].instant else { return nil }
      return CancelledPipeline(pipeline, own, other, in: parted)
    }
  }

  /// When something happened, seen from the cancellation.
  enum Place {
    /// It happened before the request.
    case before
    /// It happened after the request, in an event that something else had set off.
    case underWay
    /// The cancellation set it off.
    case setOff
  }

  /// When an event of the run happened, seen from the cancellation.
  func place(of index: Int) -> Place {
    if index <= own.request { return .before }
    let event = parted.own.events[index]
    return own.events.contains(index) || parted.own.isSetOff(event, by: own.posts) ? .setOff : .underWay
  }

  /// Whether an event is one of this pipeline at the instant of its cancellation.
  func isHere(_ event: SemanticEvent) -> Bool { Self.isEvent(event, of: pipeline, at: instant) }

  private static func isEvent(_ event: SemanticEvent, of pipeline: Int, at instant: Instant) -> Bool {
    event.pipeline == pipeline && event.instant == instant
  }

  private var refusesFirstCall: Bool {
    let first = parted.own.events.first { $0.pipeline == pipeline && $0.kind.call != nil }
    guard let first, first.kind.refusedCall != nil, isHere(first) else { return false }
    let request = parted.other.events[other.request]
    return parted.other.events[..<other.request].contains {
      $0.pipeline == pipeline && $0.kind.sentCall == first.kind.refusedCall && $0.turn == request.turn
    }
  }

  private func findLook() -> Bool {
    parted.own.events.indices.contains { index in
      let event = parted.own.events[index]
      guard isHere(event), event.kind.caughtCancellation == true || event.kind.outcome == .cancelled else {
        return false
      }
      // Without a call that was refused: that would be the call's look, not the code's.
      return isInCode(event) && !parted.own.events[..<index].contains { isHere($0) && $0.kind.refusedCall != nil }
        && place(of: index) == .underWay
    }
  }

  /// Whether something happened in a task, or in a callback that the answer itself has called: in a later event that is
  /// no task's, it is a future that has found its reaction cancelled.
  private func isInCode(_ event: SemanticEvent) -> Bool {
    parted.own.loopEvent(of: event)?.kind == .task
      || parted.own.events.contains { $0.turn == event.turn && $0.kind.answeredCall != nil }
  }
}
