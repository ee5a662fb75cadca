// What becomes of a future that nobody will ever settle, and of all that hangs on it.

public import EventLoops

/// A future of whatever value that nobody will settle.
protocol UnsettledFuture: AnyObject, Sendable {
  var loop: any EventLoop { get }

  /// Lets go of all that is held.
  ///
  /// - Returns: The futures that waited for this one: nobody will settle them either.
  func release() -> [any UnsettledFuture]
}

extension UnsettledFuture {
  /// Lets go of all that is held, and so do the futures that wait for this one.
  ///
  /// A derived future holds the one that it waits for, and that one holds the reaction: without this, each pair of them
  /// would keep the other in memory for good. A loop rather than a recursion, as in `settle`.
  func abandon() {
    var left: [any UnsettledFuture] = [self]
    while let next = left.popLast() { left += next.release() }
  }
}

/// The state of such a future.
protocol AbandonableState: Sendable {
  /// Takes out all that is held, for the caller to let go of.
  mutating func takeHeld() -> any HeldByFuture
  /// Takes out whom a reaction has left here.
  mutating func takeWaiting() -> (any UnsettledFuture)?
}

/// What a future held.
protocol HeldByFuture {
  /// The futures that waited, as `box` is told by the reactions.
  func waiting(for box: some AbandonableBox) -> [any UnsettledFuture]
}

/// A box with such a state.
protocol AbandonableBox {
  func takeWaiting() -> (any UnsettledFuture)?
}

extension LoopConfined: AbandonableBox where Value: AbandonableState {
  func takeWaiting() -> (any UnsettledFuture)? { withValue { $0.takeWaiting() } }
}

extension LoopConfined: UnsettledFuture where Value: AbandonableState {
  func release() -> [any UnsettledFuture] {
    withValue { $0.takeHeld() }.waiting(for: self)
  }
}

extension FutureState: AbandonableState {
  mutating func takeHeld() -> any HeldByFuture {
    var held = Held()
    swap(&held.followers, &followers)
    swap(&held.canceller, &canceller)
    return held
  }

  mutating func takeWaiting() -> (any UnsettledFuture)? {
    defer { canceller = .none }
    return canceller.target as? any UnsettledFuture
  }

  /// What a reaction does that finds no result: it leaves its own future where `abandon` looks for it, in the place of
  /// whom the forsaken one asked to stop, which is empty by then.
  @usableFromInline
  mutating func leave(_ waiting: any AnyObject & Sendable) {
    canceller = Canceller(target: waiting)
  }
}

extension FutureState.Held: HeldByFuture {
  func waiting(for box: some AbandonableBox) -> [any UnsettledFuture] {
    followers.waiting(for: box)
  }
}

extension Followers {
  fileprivate func waiting(for box: some AbandonableBox) -> [any UnsettledFuture] {
    switch self {
    case .reaction(let reaction):
      reaction()
      return box.takeWaiting().map { [$0] } ?? []
    case .future(let future): return [future.box]
    case .several(let list): return list.entries.flatMap { $0.follower.waiting(for: box) }
    case .none, .completion, .joint, .kept, .action: return []
    }
  }
}
