// A future that blocks, as Python's `concurrent.futures` and many thread pools have it: the contrast to Braid's own.

import Dispatch
import Synchronization

/// A value that threads wait for.
///
/// It is safe to use from any thread, and it must not be waited for on a loop's thread: the event that settles it could
/// then never run.
final class BlockingFuture<Value: Sendable>: Sendable {
  private struct State {
    var result: Result<Value, any Error>?
    var callbacks: [@Sendable (Result<Value, any Error>) -> Void] = []
  }

  private let state = Mutex(State())
  private let settlement = DispatchSemaphore(value: 0)

  /// The result was not there in time.
  struct TimedOut: Error {}

  /// It was settled before.
  struct SettledBefore: Error {}

  /// Whether it is settled.
  var isSettled: Bool { state.withLock { $0.result != nil } }

  /// Blocks the calling thread until there is a result, but no longer than `limit`.
  func result(timeout limit: DispatchTimeInterval) throws -> Value {
    guard settlement.wait(timeout: .now() + limit) == .success else { throw TimedOut() }
    settlement.signal()
    guard let result = state.withLock({ $0.result }) else { throw TimedOut() }
    return try result.get()
  }

  /// Settles it and calls the callbacks, on the thread that settles.
  func settle(_ result: Result<Value, any Error>) throws {
    let callbacks = try state.withLock { state in
      guard state.result == nil else { throw SettledBefore() }
      state.result = result
      defer { state.callbacks = [] }
      return state.callbacks
    }
    settlement.signal()
    for callback in callbacks { callback(result) }
  }

  /// Calls `body` when there is a result: at once, inside this call, if it is there already.
  func whenDone(_ body: @escaping @Sendable (Result<Value, any Error>) -> Void) {
    let result = state.withLock { state in
      if state.result == nil { state.callbacks.append(body) }
      return state.result
    }
    if let result { body(result) }
  }
}
