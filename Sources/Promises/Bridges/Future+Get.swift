// From futures to async code.

import EventLoops

extension Future {
  /// Waits for the result, in a task of the future's loop; also for that of a settled future the task suspends.
  ///
  /// Cancelling the task cancels the future, also if the task was cancelled before it came here. The wait ends when
  /// the future is settled.
  ///
  /// - Throws: The error with which the future is settled.
  public func get(fileID: StaticString = #fileID, line: UInt = #line) async throws -> Value {
    try await withTaskCancellationHandler {
      try await suspend(on: loop, "value of a future", fileID: fileID, line: line) { suspension in
        react("get", at: SourceSite(fileID: fileID, line: line)) { suspension.resume(with: $0) }
      }
    } onCancel: {
      cancel()
    }
  }
}
