// Releasing a future that will never settle, and everything that depends on it.

public import EventLoops

/// A future of any value that will never settle.
protocol UnsettledFuture: AnyObject, Sendable {
  var loop: any EventLoop { get }

  /// Releases everything that the future holds.
  ///
  /// - Returns: The futures that waited for this one; they will never settle either.
  func release() -> [any UnsettledFuture]
}

extension UnsettledFuture {
  /// Releases all that is held, and so do the futures that wait for this one.
  ///
  /// A derived future holds the one that it waits for, and that one holds the reaction: without this, each pair of them
  /// would keep the other in memory forever. A loop rather than a recursion, as in `settle`.
  func abandon() {
    var left: [any UnsettledFuture] = [self]
    while let next = left.popLast() { left += next.release() }
  }
}

/// The state of such a future.
protocol AbandonableState: Sendable {
  /// Takes out all that is held, for the caller to release.
  mutating func takeHeld() -> any HeldByFuture
  /// Removes and returns the future that a reaction has stored here.
  mutating func takeWaiting() -> (any UnsettledFuture)?
}

/// What a future held.
protocol HeldByFuture {
  /// The futures that waited, as the reactions report them to `box`.
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

  /// Runs for a reaction that finds no result. It stores its own future where `abandon` looks for it: in the canceller of
  /// the abandoned future, which is empty by then.
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
