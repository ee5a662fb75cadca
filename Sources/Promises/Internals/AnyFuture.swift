// A future of any value, for code that does not know the type of the value.

import EventLoops

/// What a chain and a joint future do with futures whatever their values are.
protocol AnyFuture: Sendable {
  var loop: any EventLoop { get }

  /// Whether the future is not settled, for what no other event can tell.
  var isUnsettled: Bool { get }

  /// The box of the future that this one waits for; nil if this one is settled, or the head of its chain.
  var waitedFor: (any AnyObject & Sendable)? { get }

  /// Asks the work behind the future to stop.
  func cancel()

  /// Notes a request to cancel, unless the future is settled or has been asked before.
  ///
  /// - Returns: The next target to cancel.
  func requestCancellation() -> Canceller

  /// Releases everything that the future holds.
  ///
  /// - Returns: The futures that waited for this one; they will never settle either.
  func release() -> [any AnyFuture]

  /// Releases what waited for this future and does so no more.
  func noteOneOver()

  /// What is wrong if the future belongs to another loop than it should.
  func mismatch(with loop: any EventLoop) -> FutureError?
}

extension Future: AnyFuture {
  var isUnsettled: Bool { box.withValueUnobserved { $0.result == nil } }

  var waitedFor: (any AnyObject & Sendable)? { box.withValueUnobserved { $0.waitedFor } }

  func requestCancellation() -> Canceller { box.withValue { $0.requestCancellation() } }
}

/// The box of a future: an object by itself, where two words for a future are too many.
protocol FutureBox: AnyObject {
  /// The future that the box holds.
  var future: any AnyFuture { get }
}

/// The state in such a box: `FutureState` alone, whose type parameter an extension of `LoopConfined` cannot name.
protocol FutureBoxState: Sendable {
  /// The future whose state a box holds.
  static func future(in box: LoopConfined<Self>) -> any AnyFuture
}

extension FutureState: FutureBoxState {
  static func future(in box: LoopConfined<FutureState>) -> any AnyFuture { Future(box: box) }
}

extension LoopConfined: FutureBox where Value: FutureBoxState {
  var future: any AnyFuture { Value.future(in: self) }
}
