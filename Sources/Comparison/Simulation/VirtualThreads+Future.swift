// The pool of virtual threads for futures.

import EventLoops
package import Promises

extension VirtualThreads {
  /// Hands in a job, and returns the future of what it comes to.
  ///
  /// Cancelling the future takes the job back as long as no thread has begun it.
  package func run<Value: Sendable>(
    _ label: String, taking duration: Duration, fileID: StaticString = #fileID, line: UInt = #line,
    _ work: @escaping @Sendable () throws -> Value
  ) -> Future<Value> {
    Future(on: loop, label, fileID: fileID, line: line) { completion in
      run(label, taking: duration, at: SourceSite(fileID: fileID, line: line), work, completion)
    }
  }
}
