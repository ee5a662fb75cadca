// Whom a future asks to stop: the work itself, or the future it waits for.

public import EventLoops

/// The next link on the way from a cancelled future to the work at the head of its chain.
@usableFromInline
enum Canceller: Sendable {
  /// There is nobody to ask.
  case none
  /// The work itself.
  case handler(@Sendable () -> Void)
  /// The future from which this one is derived.
  case upstream(any CancellationLink)
}

/// A future without its type.
@usableFromInline
protocol CancellationLink: AnyObject, Sendable {
  /// Notes the request, unless the future is settled or has been asked before.
  ///
  /// - Returns: Whom to ask next.
  func requestCancellation() -> Canceller
}

/// What tells the boxes of futures from others.
@usableFromInline
protocol CancellableState: Sendable {
  mutating func requestCancellation() -> Canceller
}

extension FutureState: CancellableState {
  @usableFromInline
  mutating func requestCancellation() -> Canceller {
    guard result == nil, !isCancelled else { return .none }
    isCancelled = true
    var next = Canceller.none
    swap(&next, &canceller)
    return next
  }
}

extension LoopConfined: CancellationLink where Value: CancellableState {
  @usableFromInline
  func requestCancellation() -> Canceller {
    withValue { $0.requestCancellation() }
  }
}
