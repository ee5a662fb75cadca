// The read side of a value that is on its way.

public import Callbacks
public import EventLoops

/// A value, or an error, that one event loop is at work on: the read side of a `Promise`.
///
///     let greeting = api.call("user")               // the work is on its way, whether anyone looks or not
///       .map { "Hello, \($0)" }
///       .recover { _ in "Hello, stranger" }
///     greeting.whenSuccess { print($0) }            // runs in a later event
///
/// - A future *settles* once, with a value or an error, and never changes again.
/// - A *reaction* is what an operator or `whenComplete` adds. It runs as one event of its own, later than the event
///   that settles the future or adds the reaction, in the order in which the reactions were added.
/// - An operator returns a *derived* future. An error passes by the operators that are for values, one reaction
///   each, and reaches the next one that is for errors. Every transform may throw: what it throws is the error of the
///   derived future.
/// - `cancel()` is a request that goes up the chain; see there.
///
/// A future belongs to its loop: use it in the loop's events, or while the loop is not running.
public struct Future<Value: Sendable>: Sendable, Cancellable {
  @usableFromInline
  let box: LoopConfined<FutureState<Value>>

  /// A future that is not settled.
  ///
  /// - Parameter work: The work to cancel when the future is cancelled.
  @inlinable
  @inline(__always)
  init(on loop: any EventLoop, from work: Canceller) {
    box = LoopConfined(FutureState(canceller: work), on: loop)
  }

  /// The future that a box holds.
  @inlinable
  init(box: LoopConfined<FutureState<Value>>) {
    self.box = box
  }

  /// The loop that the future belongs to.
  @inlinable
  public var loop: any EventLoop { box.loop }

  /// Whether the future is settled, with a value or an error.
  @inlinable
  public var isSettled: Bool { box.withValue { $0.result != nil } }

  /// The value, if the future is settled with one. Never waits: see `whenComplete` and `get`.
  ///
  /// - Throws: The error with which the future is settled, or `FutureError.notReady` if it is not settled.
  @inlinable
  public func result() throws -> Value {
    guard let result = box.withValue({ $0.result }) else { throw FutureError.notReady }
    return try result.get()
  }
}
