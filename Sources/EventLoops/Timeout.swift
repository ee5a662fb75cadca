// A limit on time for async operations.

/// Runs an operation that has to end within `limit`, in a child task of the current task, which must be one of `loop`.
///
/// When the time is up the operation is cancelled and waited for, as structured concurrency has it, so that nothing
/// of it is left when this returns. Whichever event comes first decides, if both are due at one instant: a value that is on
/// its way then, such as a permit that was granted just before, is not delivered. Release it in `closing`, or use a form
/// that cannot lose it, such as `Semaphore.withPermit`.
///
/// - Parameters:
///   - limit: How long the operation may take, counted from now.
///   - loop: The loop whose time counts.
///   - closing: Called with a value that the operation returns after the limit. Such a value is not delivered, and may
///     hold a resource that has to be closed.
///   - operation: What has to end in time.
/// - Returns: What the operation returned in time; if the current task is cancelled, what the operation makes of that.
/// - Throws: The operation's error, or `TimeoutError` when the time was up first.
public func withTimeout<Value: Sendable>(
  after limit: Duration, on loop: any EventLoop, closing: (@Sendable (Value) async -> Void)? = nil,
  _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  let deadline = loop.now.advanced(by: limit)
  return try await withThrowingTaskGroup(of: LimitedOutcome<Value>.self) { group in
    defer { group.cancelAll() }
    group.addTask(executorPreference: loop) { .value(try await operation()) }
    group.addTask(executorPreference: loop) {
      do {
        try await loop.sleep(until: deadline)
      } catch is CancellationError {
        // That decides nothing: the operation has been cancelled with the sleep, and answers for itself.
        return .undecided
      }
      return .timeIsUp
    }
    while let outcome = try await group.next() {
      switch outcome {
      case .value(let value): return value
      case .undecided: continue
      case .timeIsUp:
        group.cancelAll()
        if let closing, case .value(let value)? = try? await group.next() { await closing(value) }
        throw TimeoutError(limit: limit)
      }
    }
    throw CancellationError()
  }
}

/// What a child of an operation with a limit comes to.
private enum LimitedOutcome<Value: Sendable> {
  case value(Value)
  case timeIsUp
  case undecided
}
