// Do something again when it has failed, a limited number of times.

public import EventLoops

extension Future {
  /// The future of the first value that an attempt comes to, or of the error of the last attempt.
  ///
  ///     Future.retry(RetryPolicy(attempts: 3, pause: .milliseconds(100), factor: 2), on: loop) { api.call("user") }
  ///
  /// Nothing is kept of the attempts that have failed. Cancelling the future cancels the attempt that is under way, or the
  /// pause, and no further attempt begins.
  ///
  /// - Parameters:
  ///   - policy: How often to try, how long to wait in between, and after which errors.
  ///   - loop: The loop of the attempts.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - attempt: Starts an attempt: the first one now, each further one in a later event. What it throws counts as what
  ///     its future fails with.
  public static func retry(
    _ policy: RetryPolicy, on loop: any EventLoop, fileID: StaticString = #fileID, line: UInt = #line,
    _ attempt: @escaping @Sendable () throws -> Future
  ) -> Future {
    let site = SourceSite(fileID: fileID, line: line)
    let count = LoopConfined(0, on: loop)
    return repeating(on: loop, fileID: fileID, line: line) {
      let number = count.withValue { count in
        count += 1
        return count
      }
      let work = started(attempt, on: loop)
      return work.derive(
        "retry", at: site,
        Treatment { (input: Result<Value, any Error>, again: Future<Value?>) in
          switch input {
          case .success(let value): again.settle(.success(value))
          case .failure(let error):
            guard !again.box.withValue({ $0.isCancelled }), let pause = policy.pause(after: error, attempt: number)
            else { return _ = again.settle(.failure(error)) }
            again.follow(.pause(for: pause, on: loop, at: site, then: .success(nil)))
          }
        })
    }
  }

  private static func started(_ attempt: () throws -> Future, on loop: any EventLoop) -> Future {
    do {
      let work = try attempt()
      if let mismatch = work.mismatch(with: loop) { throw mismatch }
      return work
    } catch {
      return .failed(error, on: loop)
    }
  }
}
