// What the operators share: how a derived future hangs on the one it is derived from.

public import EventLoops

extension Future {
  /// A future that a reaction to this one settles; cancelling it cancels this one.
  ///
  /// - Parameters:
  ///   - label: The operator's name.
  ///   - site: Where the operator was called.
  ///   - body: The reaction; gets what there is to start from, and the derived future.
  func derive<Derived: Sendable>(
    _ label: StaticString, at site: SourceSite,
    _ body: @escaping @Sendable (Result<Value, any Error>, Future<Derived>) -> Void
  ) -> Future<Derived> {
    let derived = Future<Derived>(on: loop, from: .upstream(requestCancellation))
    react(label, at: site) { _ in body(input(for: derived), derived) }
    return derived
  }

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
    let isCancelled = box.withValue { state in
      if state.result == nil { state.canceller = .upstream(inner.requestCancellation) }
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
