// A pool of worker threads on virtual time, for work that would block the loop.

package import Callbacks
package import EventLoops

/// A pool of virtual worker threads, which take jobs in the order of their submission.
///
/// A job takes a stated time of a thread and none of the loop; its work runs, and its completion is called, when that
/// time is over. A job that waits for a thread can be cancelled. One that has begun cannot: nothing stops a thread that
/// is in the middle of something, so it runs to its end and its completion is called with what it came to.
package struct VirtualThreads: Sendable {
  private let threads: Semaphore
  /// Where a program's jobs are noted, as what nothing stops.
  private let journal: Journal?

  /// A pool of `count` threads, all of them idle.
  package init(_ count: Int, on loop: any EventLoop, fileID: StaticString = #fileID, line: UInt = #line) {
    threads = Semaphore(on: loop, permits: count, "threads", fileID: fileID, line: line)
    journal = nil
  }

  /// A pool of `count` threads for a compared program, all of them idle: a comparison then knows the program's jobs.
  package init(
    _ count: Int, for context: ProgramContext, fileID: StaticString = #fileID, line: UInt = #line
  ) {
    threads = Semaphore(on: context.loop, permits: count, "threads", fileID: fileID, line: line)
    journal = context.api.journal
  }

  /// The loop on which completions are called.
  package var loop: any EventLoop { threads.loop }

  /// How many threads have nothing to do.
  package var idleCount: Int { threads.freePermits }

  /// Hands in a job.
  ///
  /// - Parameters:
  ///   - label: What reports call the job.
  ///   - duration: How long it keeps its thread.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - work: What it does at the end of that time.
  ///   - completion: Called in the same event with what `work` returned or threw, or in an event of its own with
  ///     `CancellationError`.
  /// - Returns: A handle that takes the job back as long as no thread has begun it.
  package func run<Value: Sendable>(
    _ label: String, taking duration: Duration, fileID: StaticString = #fileID, line: UInt = #line,
    _ work: @escaping @Sendable () throws -> Value, completion: @escaping Completion<Value>
  ) -> any Cancellable {
    let answer = OnceGuard<Value>(on: loop, label, fileID: fileID, line: line, completion)
    return run(label, taking: duration, at: SourceSite(fileID: fileID, line: line), work) { answer($0) }
  }

  /// As `run`, for the faces of styles that account for the completion themselves.
  func run<Value: Sendable>(
    _ label: String, taking duration: Duration, at site: SourceSite,
    _ work: @escaping @Sendable () throws -> Value, _ completion: @escaping Completion<Value>
  ) -> any Cancellable {
    threads.acquire(owedTo: nil, at: site) { [threads, journal] result in
      if case .failure(let error) = result { return completion(.failure(error)) }
      journal?.noteJob()
      _ = threads.loop.schedule(label, due: threads.loop.now.advanced(by: duration), at: site) {
        threads.release()
        completion(Result { try work() })
      }
    }
  }
}
