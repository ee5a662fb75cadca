// Why styles part where they do: the rules behind the differences that are known.

import EventLoops

extension Difference {
  /// The rule behind a difference, or nil if none is known.
  ///
  /// Each rule is decided from what the runs recorded, never from which style a run was meant to show.
  static func rule(of aspect: Aspect, among runs: [StyleRun]) -> String? {
    switch aspect {
    case .caught: Rule.catchWhereItIsAwaited.rawValue
    case .order: (runs.contains(where: \.wasShuffled) ? Rule.chosen : Rule.hops).rawValue
    default: rule(ofConductAmong: runs, in: aspect)?.rawValue
    }
  }

  private static func rule(ofConductAmong runs: [StyleRun], in aspect: Aspect) -> Rule? {
    if runs.contains(where: \.refusedFirstCall) { return .bodyStartsLater }
    if runs.contains(where: \.ranWithoutStart) { return .futureIsEager }
    if runs.contains(where: \.hasBrokenContract) { return .callbackRunsAgain }
    if runs.contains(where: \.wasCancelled), Set(runs.map(\.finishingInstants)).count > 1 { return .waitsForAll }
    let steppedOn = runs.count(where: \.steppedAfterCancellation)
    if steppedOn > 0 && steppedOn < runs.count { return aspect == .requests ? .hops : .cancellationIsAFlag }
    let delivered = runs.count(where: \.deliveredAfterCancellation)
    if aspect == .outcome, delivered > 0 && delivered < runs.count { return .cancellationIsAFlag }
    if runs.contains(where: \.refusedCall) { return .callLooksFirst }
    if runs.contains(where: \.wasCancelled) { return .hops }
    if runs.contains(where: \.wasBlocked) { return .blocksLater }
    if runs.contains(where: \.calledOff) { return .losersRunOn }
    return runs.contains(where: \.wasShuffled) ? .chosen : nil
  }

  private enum Rule: String {
    case bodyStartsLater =
      "a task's body begins in a later event and finds the cancellation there; the others send within the call itself"
    case futureIsEager = "a future is at work from the moment it is made, whether anyone looks at it or not"
    case cancellationIsAFlag =
      "a task's cancellation is a flag: code that was resumed already runs on to the next await"
    case callLooksFirst =
      "an async call looks for a cancellation before it sends; the others send, and call off what they have sent"
    case losersRunOn =
      "a time limit calls the others off in its own event; tasks hear of it when their group goes on, an event later"
    case callbackRunsAgain = "a callback's body runs as often as it is called; a promise and an await take one answer"
    case waitsForAll =
      "a counter and a task group wait for all that was started, a job that nothing stops among it; `all` does not"
    case blocksLater =
      "a callback blocks in the event of its reply, the others in a later one, after the replies that are due by then"
    case hops =
      "a callback runs in the event of its reply, a future's reaction and a resumed task each in a later one"
    case chosen = "which of the events due at one instant comes next was a choice of the schedule"
    case catchWhereItIsAwaited =
      "each style catches where it asks: in each callback, at the end of the chain, around the awaits"
  }
}

extension StyleRun {
  /// Whether the run was cancelled before it had sent anything.
  fileprivate var refusedFirstCall: Bool {
    let first = events.first { $0.kind.call != nil }
    if case .callRefused = first?.kind { return true }
    return false
  }

  /// Whether a call was not sent, since the run was cancelled already.
  fileprivate var refusedCall: Bool {
    events.contains { if case .callRefused = $0.kind { true } else { false } }
  }

  /// Whether the run did something although nobody asked for a result.
  fileprivate var ranWithoutStart: Bool {
    !events.isEmpty && report.ending == .quiescent && outcomes.allSatisfy { $0 == nil }
  }

  /// Whether something was called, fulfilled or resumed twice.
  fileprivate var hasBrokenContract: Bool { !report.violations.isEmpty }

  /// Whether an event was preferred to one that was posted before it.
  fileprivate var wasShuffled: Bool {
    report.choices.contains { $0.kind == .next && $0.picked > 0 }
  }

  /// Whether a cancellation was requested.
  fileprivate var wasCancelled: Bool { events.contains { $0.kind == .cancelRequested } }

  /// Whether an event of the run blocked the loop.
  fileprivate var wasBlocked: Bool { report.blocking.duration > .zero }

  /// When each pipeline delivered its result.
  fileprivate var finishingInstants: [Instant] {
    events.compactMap { if case .finished = $0.kind { $0.instant } else { nil } }
  }

  /// Whether a call was called off although nobody requested a cancellation.
  fileprivate var calledOff: Bool {
    events.contains { if case .callCancelled = $0.kind { true } else { false } }
  }

  /// Whether a step ran, or the program said something, after its pipeline had been asked to stop.
  fileprivate var steppedAfterCancellation: Bool {
    var cancelled: [Bool] = Array(repeating: false, count: pipelines + 1)
    for event in events {
      switch event.kind {
      case .cancelRequested: cancelled[event.pipeline] = true
      case .step, .stepThrew, .note: if cancelled[event.pipeline] { return true }
      default: break
      }
    }
    return false
  }

  /// Whether a pipeline delivered a value after it had been asked to stop.
  fileprivate var deliveredAfterCancellation: Bool {
    var cancelled: Set<Int> = []
    for event in events {
      switch event.kind {
      case .cancelRequested: cancelled.insert(event.pipeline)
      case .finished(.value): if cancelled.contains(event.pipeline) { return true }
      default: break
      }
    }
    return false
  }
}
