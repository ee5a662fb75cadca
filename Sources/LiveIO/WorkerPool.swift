// Blocking work on other threads, its result on the loop.

public import Callbacks
import EventLoops
import Foundation
import Synchronization

/// A pool of threads for work that would block a loop: files, name look-ups, long computations.
///
/// At most `width` pieces of work run at once; further ones wait, first come, first served.
public final class WorkerPool: Sendable {
  private let operations: OperationQueue

  /// A pool of at most `width` threads.
  public init(name: String = "workers", width: Int = 4) {
    operations = OperationQueue()
    operations.name = name
    operations.maxConcurrentOperationCount = max(1, width)
  }

  /// Does `work` on a thread of the pool and calls `completion` on `loop` with what it returns or throws.
  ///
  /// - Returns: A handle. Cancelling work that has not begun takes it back; `completion` then gets
  ///   `CancellationError`, in a later event. Work that has begun runs to its end.
  @discardableResult
  public func run<Value: Sendable>(
    _ label: String, on loop: LiveEventLoop, fileID: StaticString = #fileID, line: UInt = #line,
    _ work: @escaping @Sendable () throws -> Value, completion: @escaping Completion<Value>
  ) -> any Cancellable {
    let arrival = loop.expect(label, fileID: fileID, line: line, completion)
    let operation = BlockOperation { arrival.deliver(Result { try work() }) }
    operations.addOperation(operation)
    return OffloadedWork { [weak operation] in
      operation?.cancel()
      // An operation that is cancelled before it begins never runs its block, so its arrival is delivered here.
      if operation?.isExecuting == false && operation?.isFinished == false {
        arrival.deliver(.failure(CancellationError()))
      }
    }
  }
}

/// The handle of work on another thread.
private struct OffloadedWork: Cancellable {
  let takeBack: @Sendable () -> Void

  func cancel() {
    takeBack()
  }
}
