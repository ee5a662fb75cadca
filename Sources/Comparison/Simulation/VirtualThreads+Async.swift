// The pool of virtual threads for async code.

import Callbacks
import EventLoops

extension VirtualThreads {
  /// Hands in a job and waits for what it comes to.
  ///
  /// A task that is cancelled takes the job back as long as no thread has begun it, and otherwise waits for its end.
  ///
  /// - Throws: What `work` throws, or `CancellationError`.
  package func run<Value: Sendable>(
    _ label: String, taking duration: Duration, fileID: StaticString = #fileID, line: UInt = #line,
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    let site = SourceSite(fileID: fileID, line: line)
    return try await awaitCompletion(on: loop, label, fileID: fileID, line: line) { completion in
      run(label, taking: duration, at: site, work, completion)
    }
  }
}
