// What becomes of a future that nobody will ever settle, and of all that hangs on it.

public import EventLoops

/// A future of whatever value that nobody will settle.
protocol UnsettledFuture: AnyObject, Sendable {
  var loop: any EventLoop { get }

  /// Lets go of all that is held, and so do the futures that wait for this one.
  ///
  /// A derived future holds the one that it waits for, and that one holds the reaction: without this, each pair of them
  /// would keep the other in memory for good.
  func forsake()
}

/// The state of such a future.
protocol ForsakenState: Sendable {
  /// Takes out all that is held, for the caller to let go of.
  mutating func takeHeld() -> any HeldByFuture
}

/// What a future held.
protocol HeldByFuture {
  /// Has those who waited let go in turn.
  func forsake()
}

extension LoopConfined: UnsettledFuture where Value: ForsakenState {
  @usableFromInline
  func forsake() {
    withValue { $0.takeHeld() }.forsake()
  }
}

extension FutureState: ForsakenState {
  mutating func takeHeld() -> any HeldByFuture {
    var held = Held()
    swap(&held.followers, &followers)
    swap(&held.canceller, &canceller)
    return held
  }
}

extension FutureState.Held: HeldByFuture {
  func forsake() { followers.forsake() }
}

extension Followers {
  /// Has those who waited let go. A reaction that finds no result forsakes its own future, and does nothing else.
  fileprivate func forsake() {
    switch self {
    case .reaction(let reaction): reaction()
    case .future(let future): future.box.forsake()
    case .several(let list): for (follower, _) in list { follower.forsake() }
    case .none, .completion, .kept, .action: break
    }
  }
}
