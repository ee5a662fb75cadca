// How often to try something again, and when.

/// How often to try something that fails, how long to wait in between, and after which errors.
///
/// An attempt that ends with `CancellationError` is never followed by another one.
public struct RetryPolicy: Sendable {
  /// How many attempts there are at most, the first one included.
  package var attempts: Int
  /// How long to wait after the first attempt.
  package var pause: Duration
  /// What each further pause is multiplied with: 1 for equal pauses, 2 for pauses that double.
  package var factor: Int
  /// The longest pause.
  package var longestPause: Duration
  /// Whether an error is worth another attempt.
  package var isWorthIt: @Sendable (any Error) -> Bool

  /// A policy.
  ///
  /// - Parameters:
  ///   - attempts: How many attempts there are at most, the first one included; a number below 1 counts as 1.
  ///   - pause: How long to wait after the first attempt.
  ///   - factor: What each further pause is multiplied with.
  ///   - longestPause: The longest pause.
  ///   - isWorthIt: Whether an error is worth another attempt; every error is, unless given.
  public init(
    attempts: Int, pause: Duration = .zero, factor: Int = 1, longestPause: Duration = .seconds(86_400),
    when isWorthIt: @escaping @Sendable (any Error) -> Bool = { _ in true }
  ) {
    self.attempts = attempts
    self.pause = pause
    self.factor = factor
    self.longestPause = longestPause
    self.isWorthIt = isWorthIt
  }

  /// How long to wait before the next attempt; nil if there is none.
  ///
  /// - Parameters:
  ///   - error: What the attempt failed with.
  ///   - attempt: The number of that attempt, counted from 1.
  /// - Complexity: O(log(longest pause / first pause)).
  package func pause(after error: any Error, attempt: Int) -> Duration? {
    if attempt >= attempts || error is CancellationError || !isWorthIt(error) { return nil }
    var pause = pause
    var left = attempt - 1
    // Every product doubles at least, unless the factor is 0 or 1.
    while left > 0, factor != 1, pause != .zero, pause < longestPause {
      pause *= factor
      left -= 1
    }
    return min(pause, longestPause)
  }
}

extension EventLoop {
  /// Runs an operation until it returns, a limited number of times, in the current task.
  ///
  ///     try await loop.retry(RetryPolicy(attempts: 3, pause: .milliseconds(100))) { try await api.call("user") }
  ///
  /// - Parameters:
  ///   - policy: How often to try, how long to wait in between, and after which errors.
  ///   - operation: What to try.
  /// - Returns: What the operation returns.
  /// - Throws: The error of the last attempt; `CancellationError` if the task is cancelled in a pause.
  public nonisolated(nonsending) func retry<Success>(
    _ policy: RetryPolicy, _ operation: nonisolated(nonsending) () async throws -> Success
  ) async throws -> Success {
    var attempt = 1
    while true {
      do {
        return try await operation()
      } catch {
        guard let pause = policy.pause(after: error, attempt: attempt) else { throw error }
        attempt += 1
        try await sleep(for: pause)
      }
    }
  }
}
