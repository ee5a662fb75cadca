// Where a cancellation takes effect: before a reaction, in code that continues, or at the next call.

extension Explanation {
  /// The mechanisms by which a cancellation that both runs see at one instant comes to different things there.
  static let cancellation: [Explanation] = [
    conduct(.bodyStartsLater) { $0.precedesATask ? .anything : nil },
    conduct(.callChecksFirst) { _ in .sendingAndRefusing },
    conduct(.hops) { _ in .reactedBefore },
    conduct(.checksCancellation) { $0.turnedRound.looked || $0.looked ? .anything : nil },
    conduct(.continuesAfterReply) { _ in .anything },
  ]

  /// An explanation of what a pipeline does at the instant of its cancellation.
  private static func conduct(
    _ mechanism: Mechanism, _ scope: @escaping @Sendable (CancelledPipeline) -> CancelledPipeline.Scope?
  ) -> Explanation {
    Explanation(mechanism, ofCancelled: { pipeline in scope(pipeline).map(pipeline.accounted) ?? [] })
  }
}

extension CancelledPipeline {
  /// The part of a cancelled pipeline's conduct that is explained.
  enum Scope {
    /// Events before the request in one run, which the other would have had some turns later.
    case reactedBefore
    /// That one run refuses a call which the other one sends and cancels.
    case sendingAndRefusing
    /// All that was before or under way, and would have been done by the other run if it had been left alone.
    case anything
  }

  /// The events of this run that are accounted for.
  func accounted(_ scope: Scope) -> Set<Int> {
    guard let expected else { return [] }
    var accounted: Set<Int> = []
    for (index, event) in extras {
      switch event.kind {
      case .callRefused(let call):
        guard place(of: index) == .underWay, scope != .reactedBefore, expected.bearsOut(sendingOf: call),
          !turnedRound.leavesUnderWay(call),
          scope == .anything || turnedRound.callsOff(call)
        else { continue }
        accounted.insert(index)
      case .callCancelled(let call):
        // A call counts as cancelled here if one version sent it and the other one would have sent it.
        guard let sent = sending(of: call, before: index), isAccounted(sent, scope) else { continue }
        accounted.insert(index)
      case .finished(let outcome) where outcome != .cancelled:
        guard isAccounted(index, scope), turnedRound.endsAtOnce else { continue }
        accounted.insert(index)
      case .finished:
        // Cancelled, where the other run delivered what this one would have delivered.
        if turnedRound.deliversAsExpected(scope) { accounted.insert(index) }
      case .caught(_, let isCancellation):
        // One pipeline delivered what it had, and so caught something else than the other one, or nothing.
        if (isCancellation ? turnedRound : self).deliversAsExpected(scope) { accounted.insert(index) }
      case let kind where kind.isWork:
        if isAccounted(index, scope) { accounted.insert(index) }
      default: break
      }
    }
    return accounted
  }

  /// Whether an event was before the request or under way, and is what the other version would have done.
  private func isAccounted(_ index: Int, _ scope: Scope) -> Bool {
    guard let expected, expected.bearsOut(index) else { return false }
    switch (scope, place(of: index)) {
    case (.anything, .setOff):
      // A group that is cancelled wakes its other tasks too: it may deliver what it had in an event of theirs.
      return parted.own.events[index].kind.outcome != nil
    case (_, .setOff): return false
    case (.reactedBefore, .before): return expected.extraHops(to: index).map { $0 > 0 } ?? false
    case (.reactedBefore, .underWay): return false
    case (.sendingAndRefusing, .before): return false
    case (.sendingAndRefusing, .underWay):
      guard let call = parted.own.events[index].kind.sentCall else { return false }
      return isCalledOff(call, after: index) && turnedRound.refuses(call)
    case (.anything, .before): return precedesATask
    case (.anything, .underWay):
      // A call that is sent after the request has to be cancelled in the same event.
      guard let call = parted.own.events[index].kind.sentCall else { return true }
      return isCalledOff(call, after: index)
    }
  }

  /// Whether this run alone sends a call here and calls it off.
  private func callsOff(_ call: String) -> Bool {
    sends(call) && extras.contains { $0.event.kind.cancelledCall == call }
  }

  /// Whether this run alone sends a call here and lets it be.
  private func leavesUnderWay(_ call: String) -> Bool { sends(call) && !callsOff(call) }

  private func sends(_ call: String) -> Bool { extras.contains { $0.event.kind.sentCall == call } }

  private func refuses(_ call: String) -> Bool { extras.contains { $0.event.kind.refusedCall == call } }

  private func sending(of call: String, before index: Int) -> Int? {
    extras.last { $0.index < index && $0.event.kind.sentCall == call }?.index
  }

  private func isCalledOff(_ call: String, after index: Int) -> Bool {
    let turn = parted.own.events[index].turn
    return extras.contains { $0.index > index && $0.event.kind.cancelledCall == call && $0.event.turn == turn }
  }

  /// Whether this run delivers here what the other version would have delivered.
  private func deliversAsExpected(_ scope: Scope) -> Bool {
    extras.contains { index, event in
      event.kind.outcome.map { $0 != .cancelled } ?? false && isAccounted(index, scope)
    }
  }
}
