// Whether a future waits for another one, so that the other one must not wait for it.

public import EventLoops

extension Future {
  /// Whether the future is `other`, or waits for it by operators or by following.
  ///
  /// What a joint future (`all`, `any`, `race`) waits for is not seen, and a chain is looked at up to a length: a circle of
  /// more futures than that stays unsettled.
  ///
  /// - Complexity: O(length of the chain), at most `longestCircle`.
  @inlinable
  func waits<Other>(for other: LoopConfined<FutureState<Other>>) -> Bool {
    waits(for: other, inEvent: loop.isCurrent)
  }

  /// As above, for a caller that has just asked the loop whether it runs in one of its events.
  @inlinable
  func waits<Other>(for other: LoopConfined<FutureState<Other>>, inEvent isInEvent: Bool) -> Bool {
    if box === other { return true }
    // As a rule what is followed is the head of its chain.
    guard let next = box.withValueUnobserved(inEvent: isInEvent, { $0.waitedFor }) else { return false }
    return Self.chain(from: next, reaches: other)
  }

  @usableFromInline
  static func chain(from first: any AnyObject & Sendable, reaches other: AnyObject) -> Bool {
    var next = first
    for _ in 0..<longestCircle {
      if next === other { return true }
      guard let waitedFor = (next as? any FutureBox)?.future.waitedFor else { return false }
      next = waitedFor
    }
    return false
  }

  private static var longestCircle: Int { 64 }
}

extension FutureState {
  /// The future that this one waits for; nil if the future is settled, or the head of its chain.
  @inlinable var waitedFor: (any AnyObject & Sendable)? {
    guard result == nil, let target = canceller.target, !(target is StopHandler) else { return nil }
    return target
  }
}
