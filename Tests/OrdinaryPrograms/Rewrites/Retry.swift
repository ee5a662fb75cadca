// The retry helper rewritten as an async function.

// region retry-rewrite
/// Calls an operation until it succeeds, a limited number of times, with a pause after each failure.
package func retry<Value: Sendable>(
  times: Int, pause: Duration, _ operation: @Sendable () async throws -> Value
) async throws -> Value {
  for _ in 1..<times {
    do { return try await operation() } catch {
      try Task.checkCancellation()
      try await Task.sleep(for: pause)
    }
  }
  return try await operation()
}
// endregion
