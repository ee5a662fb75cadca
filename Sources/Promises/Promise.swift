// The write side of a future: an obligation to deliver a value or an error.

public import EventLoops

/// The right, and the duty, to settle a future once.
///
///     let promise = Promise<Int>(on: loop, "answer")
///     loop.schedule(after: .seconds(1)) { promise.succeed(42) }
///     return promise.future
///
/// A promise is an obligation of its loop: as long as it is not kept, a report names it by the place where it was
/// made. Keeping it a second time is recorded as a violation and changes nothing. A promise that is released
/// unfulfilled is recorded as a violation too; its future stays unsettled forever. A loop that keeps no account of
/// obligations (`VirtualEventLoop.Recording.nothing`) detects neither.
public struct Promise<Value: Sendable>: Sendable {
  /// The future that the promise settles.
  public let future: Future<Value>

  /// What the loop's account of the promise needs; nil on a loop that keeps none.
  @usableFromInline let account: PromiseAccount?

  /// A promise that is not kept yet.
  ///
  /// - Parameters:
  ///   - loop: The loop on which the future will be settled.
  ///   - label: What reports call the promise.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - onCancel: Stops the work; see `onCancel(_:)`.
  @inlinable
  public init(
    on loop: any EventLoop, _ label: String, fileID: StaticString = #fileID, line: UInt = #line,
    onCancel: (@Sendable () -> Void)? = nil
  ) {
    let site = SourceSite(fileID: fileID, line: line)
    let obligation = loop.open(.promise, named: label, at: site)
    // The last use of the loop, which is moved there.
    future = Future(on: loop, from: onCancel.map { .handler($0) } ?? .none)
    account = obligation == .none ? nil : PromiseAccount(future.box, label, site, obligation)
  }

  /// Settles the future with a value.
  @inlinable
  public func succeed(_ value: Value) {
    complete(with: .success(value))
  }

  /// Settles the future with an error.
  @inlinable
  public func fail(_ error: any Error) {
    complete(with: .failure(error))
  }

  /// Settles the future; its reactions run in later events.
  ///
  /// Any thread may call it. While another thread runs a virtual loop, the loop begins its next run with it.
  @inlinable
  public func complete(with result: Result<Value, any Error>) {
    guard future.loop.isCurrent else { return completeFromOutside(with: result) }
    completeNow(with: result, inEvent: true)
  }

  @usableFromInline
  @inline(never)
  func completeFromOutside(with result: Result<Value, any Error>) {
    guard let account else {
      return future.loop.handOver("completion of a promise", at: nil, of: .none) {
        completeNow(with: result, inEvent: future.loop.isCurrent)
      }
    }
    account.handOver { completeNow(with: result, inEvent: future.loop.isCurrent) }
  }

  @inlinable
  func completeNow(with result: Result<Value, any Error>, inEvent isInEvent: Bool) {
    let isFirst = future.settle(result, inEvent: isInEvent)
    account?.close(isFirst: isFirst, on: future.loop)
  }

  /// Sets what stops the work, in place of what was set before; `handler` runs once, on the stack of the first
  /// `cancel()` that reaches this promise while it is not kept, or at once if that has come already.
  ///
  /// The promise still has to be kept, as a rule with `CancellationError`. Without a handler, a cancelled work goes
  /// on to its end.
  public func onCancel(_ handler: @escaping @Sendable () -> Void) {
    // What was set before is released last: what it holds may use the future when it goes.
    var canceller = Canceller.handler(handler)
    let isLate = future.box.withValue { state in
      guard state.result == nil, !state.isCancelled else { return state.result == nil }
      swap(&state.canceller, &canceller)
      return false
    }
    if isLate { handler() }
  }
}
