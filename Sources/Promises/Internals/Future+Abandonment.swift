// Releasing a future that will never settle, and everything that depends on it.

import EventLoops

extension AnyFuture {
  /// Releases all that is held, and so do the futures that wait for this one.
  ///
  /// A derived future holds the one that it waits for, and that one holds the reaction: without this, each pair of them
  /// would keep the other in memory forever. A loop rather than a recursion, as in `settle`.
  func abandon() {
    var left: [any AnyFuture] = [self]
    while let next = left.popLast() { left += next.release() }
  }
}

extension Future {
  func release() -> [any AnyFuture] {
    var held = FutureState<Value>.Held()
    box.withValue { state in
      swap(&held.followers, &state.followers)
      swap(&held.canceller, &state.canceller)
    }
    return waiting(as: held.followers)
  }

  /// The futures that wait for this one, which is not settled and holds nothing any more.
  private func waiting(as follower: Followers<Value>) -> [any AnyFuture] {
    switch follower {
    case .reaction(let reaction):
      reaction()
      return takeLeft().map { [$0] } ?? []
    case .future(let future): return [future]
    case .several(let list): return list.entries.flatMap { waiting(as: $0.follower) }
    case .none, .completion, .joint, .kept, .action, .left: return []
    }
  }

  /// Takes the future that a reaction without a result has left.
  private func takeLeft() -> (any AnyFuture)? {
    guard case .left(let waiting) = box.withValue({ $0.followers.take() }) else { return nil }
    return (waiting as? any FutureBox)?.future
  }
}

extension FutureState {
  /// Runs for a reaction that finds no result: it leaves the future that it would have settled, for `abandon`.
  @usableFromInline
  mutating func leave(_ waiting: any AnyObject & Sendable) {
    followers = .left(waiting)
  }
}
