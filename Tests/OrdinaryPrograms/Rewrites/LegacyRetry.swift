// A retry helper with completion handlers and an injected timer.

// region retry-legacy
/// What calls a closure after a delay, and returns a closure that cancels it.
package typealias After = (Duration, @escaping () -> Void) -> () -> Void

/// Calls an operation until it succeeds, a limited number of times, with a pause after each failure.
///
/// - Returns: A closure that cancels the attempt or the pause; no further attempt begins then.
package func legacyRetry<Value>(
  times: Int, pause: Duration, after: @escaping After,
  _ operation: @escaping (@escaping (Result<Value, any Error>) -> Void) -> () -> Void,
  completion: @escaping (Result<Value, any Error>) -> Void
) -> () -> Void {
  let attempts = Attempts(times: times, pause: pause, after: after, operation: operation, completion: completion)
  attempts.begin()
  return { attempts.cancel() }
}
// endregion

private final class Attempts<Value> {
  private var left: Int
  private let pause: Duration
  private let after: After
  private let operation: (@escaping (Result<Value, any Error>) -> Void) -> () -> Void
  private let completion: (Result<Value, any Error>) -> Void
  private var isCancelled = false
  private var cancelAttempt: (() -> Void)?
  private var cancelPause: (() -> Void)?

  init(
    times: Int, pause: Duration, after: @escaping After,
    operation: @escaping (@escaping (Result<Value, any Error>) -> Void) -> () -> Void,
    completion: @escaping (Result<Value, any Error>) -> Void
  ) {
    (left, self.pause, self.after) = (times, pause, after)
    (self.operation, self.completion) = (operation, completion)
  }

  func begin() {
    left -= 1
    cancelAttempt = operation { [self] result in
      cancelAttempt = nil
      guard case .failure = result, left > 0 else { return completion(result) }
      if isCancelled { return completion(.failure(CancellationError())) }
      cancelPause = after(pause) { [self] in
        cancelPause = nil
        begin()
      }
    }
    // It may have been cancelled while the attempt was begun.
    if isCancelled { cancelAttempt?() }
  }

  func cancel() {
    isCancelled = true
    cancelAttempt?()
    if let cancelPause {
      cancelPause()
      completion(.failure(CancellationError()))
    }
  }
}
