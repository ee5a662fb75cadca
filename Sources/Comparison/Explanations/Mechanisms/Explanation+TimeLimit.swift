// Time limits: at the instant of a reply, and with work that ends after its cancellation.

import EventLoops

extension Explanation {
  /// A time limit ended both runs at one instant, and what one run did there before it heard of it the other would have
  /// done without the limit.
  static let limitCancels = Explanation(.limitCancels) { parted in
    LimitedPipeline.all(in: parted).reduce(into: []) { $0.formUnion($1.accounted) }
  }

  /// A time limit ended both runs; one delivered it at once, the other one when the work had ended that was cancelled,
  /// and which both did.
  static let limitWaits = Explanation(.limitWaits) { parted in
    let limits = parted.own.run.evidence.limits
    let others = parted.other.run.evidence.limits
    return Set(
      parted.ownEvents.filter { _, event in
        guard let outcome = event.kind.outcome, limits.contains(where: { $0.isOf(event) }),
          let counterpart = parted.otherEvents.first(where: {
            $0.event.pipeline == event.pipeline && $0.event.kind.outcome == outcome
          })?.event, others.contains(where: { $0.isOf(counterpart) })
        else { return false }
        return event.instant > counterpart.instant
          ? parted.isSetOffBySharedWork(event, after: counterpart.instant)
          : parted.turnedRound.isSetOffBySharedWork(counterpart, after: event.instant)
      }.map(\.index))
  }
}

extension RunEvidence.Limit {
  /// Whether an event delivers that the time was up.
  func isOf(_ event: SemanticEvent) -> Bool { event.pipeline == pipeline && event.instant == instant }
}

extension PartedRun {
  /// Whether something was set off by the end of work, later than an instant, that the other run has done too.
  func isSetOffBySharedWork(_ event: SemanticEvent, after instant: Instant) -> Bool {
    let alone = Set(extras)
    return own.events.indices.contains { index in
      let work = own.events[index]
      guard work.pipeline == event.pipeline, work.instant > instant, work.kind.isWork, !alone.contains(index),
        let sequence = own.loopEvent(of: work)?.sequence
      else { return false }
      return own.isSetOff(event, by: sequence..<sequence + 1)
    }
  }
}

/// A pipeline that a time limit ends at one instant in both of two runs.
private struct LimitedPipeline {
  let parted: PartedRun
  let limit: RunEvidence.Limit
  let expected, otherExpected: ExpectedConduct?

  static func all(in parted: PartedRun) -> [LimitedPipeline] {
    let others = Set(parted.other.run.evidence.limits)
    return parted.own.run.evidence.limits.filter { others.contains($0) }.map { limit in
      LimitedPipeline(
        parted: parted, limit: limit,
        expected: ExpectedConduct(in: parted, pipeline: limit.pipeline, at: limit.instant),
        otherExpected: ExpectedConduct(in: parted.turnedRound, pipeline: limit.pipeline, at: limit.instant))
    }
  }

  private var turnedRound: LimitedPipeline {
    LimitedPipeline(
      parted: parted.turnedRound, limit: limit, expected: otherExpected, otherExpected: expected)
  }

  private var extras: [(index: Int, event: SemanticEvent)] { parted.ownEvents.filter { limit.isOf($0.event) } }

  private func alone(_ isMeant: (SemanticEvent.Kind) -> Bool) -> Bool { extras.contains { isMeant($0.event.kind) } }

  var accounted: Set<Int> {
    // A limit of the program's own is there, too, when the program is left alone.
    guard expected != nil || !limit.isOfPlan else { return [] }
    var accounted: Set<Int> = []
    for (index, event) in extras {
      switch event.kind {
      case .replied(let call, _), .failed(let call, _):
        if turnedRound.alone({ $0.cancelledCall == call }) || isExpected(index) { accounted.insert(index) }
      case .callCancelled(let call):
        let sent = extras.last { $0.index < index && $0.event.kind.sentCall == call }?.index
        if sent.map(isExpected) ?? turnedRound.alone({ $0.answeredCall == call }) { accounted.insert(index) }
      case .callRefused(let call):
        if expected?.bearsOut(sendingOf: call) ?? false { accounted.insert(index) }
      case .sent(let call, _):
        let isOver = extras.contains {
          $0.index > index && ($0.event.kind.cancelledCall == call || $0.event.kind.answeredCall == call)
        }
        if isOver, isExpected(index) { accounted.insert(index) }
      case .caught: accounted.insert(index)
      case let kind where kind.isWork:
        if isExpected(index) { accounted.insert(index) }
      default: break
      }
    }
    return accounted
  }

  private func isExpected(_ index: Int) -> Bool { expected?.bearsOut(index) ?? false }
}
