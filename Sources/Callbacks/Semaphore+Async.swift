// The semaphore for async code: a scope in which one has a permit.

import EventLoops

extension Semaphore {
  /// Runs `body` with a permit, and gives it back however `body` ends. Suspends while there is none.
  ///
  /// A task that is cancelled while it waits leaves the line. One that is cancelled when it has a permit runs `body`,
  /// as any function of a cancelled task, which ends at its first wait as a rule.
  ///
  /// - Returns: What `body` returns.
  /// - Throws: `CancellationError` without having run `body`, or what `body` throws.
  public func withPermit<Value: Sendable>(
    fileID: StaticString = #fileID, line: UInt = #line, _ body: @Sendable () async throws -> Value
  ) async throws -> Value {
    let site = SourceSite(fileID: fileID, line: line)
    try await awaitCompletion(on: loop, "acquire \(name)", fileID: fileID, line: line) { completion in
      acquire(owedTo: nil, at: site, completion)
    }
    defer { release() }
    return try await body()
  }
}
