// Calls that begin between an error and the event that cancels its siblings.

import EventLoops

extension Explanation {
  /// Both runs ended with the same error at the instant of a failure that both have. What one began there, in an event
  /// that the failure set off, it refused or cancelled at once; and what the other cancelled there, it saw answered.
  static let siblingsCancelledLater = Explanation(.siblingsCancelledLater) { parted in
    let (events, alone) = (parted.own.events, Set(parted.extras))
    let failures = events.indices.filter { index in
      guard case .failed = events[index].kind, !alone.contains(index) else { return false }
      return events.indices.contains {
        !alone.contains($0) && events[$0].instant == events[index].instant
          && events[$0].pipeline == events[index].pipeline && events[$0].kind.isFailure
      }
    }
    func isSetOff(_ event: SemanticEvent) -> Bool {
      failures.contains { failure in
        guard events[failure].instant == event.instant, events[failure].pipeline == event.pipeline,
          let sequence = parted.own.loopEvent(of: events[failure])?.sequence
        else { return false }
        return parted.own.isSetOff(event, by: sequence..<sequence + 1)
      }
    }
    func isAtFailure(_ event: SemanticEvent) -> Bool {
      failures.contains { events[$0].instant == event.instant && events[$0].pipeline == event.pipeline }
    }
    func isMet(_ event: SemanticEvent, by isEnd: (SemanticEvent.Kind) -> Bool) -> Bool {
      isAtFailure(event)
        && parted.otherEvents.contains {
          isEnd($0.event.kind) && $0.event.instant == event.instant && $0.event.pipeline == event.pipeline
        }
    }
    let answered = parted.ownEvents.filter { _, event in
      guard let call = event.kind.answeredCall else { return false }
      return isMet(event) { $0.cancelledCall == call }
    }
    let answers = answered.compactMap { parted.own.loopEvent(of: $0.event)?.sequence }
    return parted.ownEvents.reduce(into: Set(answered.map(\.index))) { accounted, extra in
      switch extra.event.kind {
      case .callCancelled(let call):
        if isMet(extra.event, by: { $0.answeredCall == call }) { accounted.insert(extra.index) }
      case .step, .note:
        let isReaction = answers.contains { parted.own.isSetOff(extra.event, by: $0..<$0 + 1) }
        if isReaction, isAtFailure(extra.event) { accounted.insert(extra.index) }
      case .callRefused:
        if isSetOff(extra.event) { accounted.insert(extra.index) }
      case .sent(let call, _):
        let end = parted.ownEvents.first {
          $0.index > extra.index && $0.event.kind.cancelledCall == call && $0.event.instant == extra.event.instant
            && $0.event.pipeline == extra.event.pipeline
        }
        if let end, isSetOff(extra.event) { accounted.formUnion([extra.index, end.index]) }
      default: break
      }
    }
  }
}

extension SemanticEvent.Kind {
  /// Whether a pipeline delivered an error that is no cancellation.
  fileprivate var isFailure: Bool { if case .finished(.failed) = self { true } else { false } }
}
