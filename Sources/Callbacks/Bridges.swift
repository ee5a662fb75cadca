// Bridges between callbacks and async/await, guarded so that each completion counts once.

public import EventLoops

// region await-completion
/// Calls a callback-style operation from async code and waits for its completion.
///
/// Cancelling the task cancels the operation, also when the task was cancelled before the operation was started;
/// the wait then ends when the operation calls its completion.
///
/// A completion that is called again is recorded as a violation. So is a `withCheckedContinuation` that is resumed again in
/// an event of a virtual loop on Linux; anywhere else it ends the process.
///
/// - Parameters:
///   - loop: The loop on which the task runs and the operation calls back.
///   - label: What reports call the wait.
///   - fileID: The file that reports name; the caller's unless given.
///   - line: The line that reports name; the caller's unless given.
///   - operation: Starts the work and returns its handle.
/// - Returns: The value with which the completion is called.
/// - Throws: The error with which the completion is called.
public func awaitCompletion<Value: Sendable>(
  on loop: any EventLoop, _ label: String, fileID: StaticString = #fileID, line: UInt = #line,
  of operation: @escaping @Sendable (@escaping Completion<Value>) -> any Cancellable
) async throws -> Value {
  let scope = CancellationScope(on: loop)
  return try await withTaskCancellationHandler {
    try await suspend(on: loop, label, fileID: fileID, line: line) { suspension in
      scope.add(operation { suspension.resume(with: $0) })
    }
  } onCancel: {
    scope.cancel()
  }
}
// endregion

/// Runs an async operation as a task of `loop` and calls `completion` with its result, in the task's last event.
///
/// - Returns: A handle that cancels the task.
@discardableResult
public func startTask<Value: Sendable>(
  on loop: any EventLoop, _ label: String, fileID: StaticString = #fileID, line: UInt = #line,
  _ completion: @escaping Completion<Value>, from operation: @escaping @Sendable () async throws -> Value
) -> any Cancellable {
  loop.spawn(label, fileID: fileID, line: line) {
    do {
      let value = try await operation()
      completion(.success(value))
    } catch {
      completion(.failure(error))
    }
  }
}
