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
  func follow(_ inner: Future) {
    if let mismatch = inner.mismatch(with: loop) { return _ = settle(.failure(mismatch)) }
    if inner.waits(for: box) { return _ = settle(.failure(FutureError.waitsForItself)) }
    // What was waited for before is released last: what it holds may use the future when it goes.
    var canceller = Canceller.upstream(inner)
    let isCancelled = box.withValue { state in
      if state.result == nil { swap(&state.canceller, &canceller) }
      return state.isCancelled
    }
    inner.add(.future(self))
    if isCancelled { inner.cancel() }
  }

  /// What is wrong if the future belongs to another loop than it should.
  @inlinable
  func mismatch(with loop: any EventLoop) -> FutureError? {
    self.loop === loop ? nil : .otherLoop(expected: loop.name, found: self.loop.name)
  }
}
