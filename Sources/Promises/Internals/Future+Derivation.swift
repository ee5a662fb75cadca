// Parts that the operators share: the initial state of a derived future, and its upstream future.

public import EventLoops

extension Future {
  /// What the reaction that settles `derived` starts from: this future's result, but no value for one that has been
  /// cancelled meanwhile.
  @inlinable
  func input<Derived>(for derived: Future<Derived>) -> Result<Value, any Error> {
    let result = settled
    if case .success = result, derived.box.withValue({ $0.isCancelled }) { return .failure(CancellationError()) }
    return result
  }

  /// Leaves the settlement to another future, and hands it what cancellation there is or will be.
  @inlinable
  func follow(_ inner: consuming Future) {
    if let mismatch = inner.mismatch(with: loop) { return _ = settle(.failure(mismatch)) }
    let isInEvent = loop.isCurrent
    if inner.waits(for: box, inEvent: isInEvent) { return _ = settle(.failure(FutureError.waitsForItself)) }
    inner.add(.future(self), named: .none, inEvent: isInEvent)
    // The last use of the inner future as a rule, which is moved there. What was waited for before is released last: what it
    // holds may use the future when it goes.
    var (canceller, late) = (Canceller.upstream(consume inner), Canceller.none)
    box.withValue(inEvent: isInEvent) { state in
      if state.isCancelled { late = canceller }
      if state.result == nil { swap(&state.canceller, &canceller) }
    }
    if late.target != nil { late.cancelFuture() }
  }

  /// What is wrong if the future belongs to another loop than it should.
  @inlinable
  func mismatch(with loop: any EventLoop) -> FutureError? {
    self.loop === loop ? nil : .otherLoop(expected: loop.name, found: self.loop.name)
  }
}
