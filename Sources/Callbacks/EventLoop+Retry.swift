// Do something in callback style again when it has failed, a limited number of times.

public import EventLoops

extension EventLoop {
  /// Starts an operation until it succeeds, a limited number of times.
  ///
  /// - Parameters:
  ///   - policy: How often to try, how long to wait in between, and after which errors.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - attempt: Starts an attempt and returns its handle: the first one now, each further one in a later event.
  ///   - completion: Called once, with the first value or the error of the last attempt; with `CancellationError` if the
  ///     handle is cancelled in a pause.
  /// - Returns: A handle that cancels the attempt that is under way, or the pause; no further attempt begins then.
  @discardableResult
  public func retry<Value: Sendable>(
    _ policy: RetryPolicy, fileID: StaticString = #fileID, line: UInt = #line,
    _ attempt: @escaping @Sendable (@escaping Completion<Value>) -> any Cancellable,
    completion: @escaping Completion<Value>
  ) -> any Cancellable {
    let attempts = Attempts(
      policy: policy, loop: self, site: SourceSite(fileID: fileID, line: line), scope: CancellationScope(on: self),
      start: attempt, completion: OnceGuard(on: self, "retry", fileID: fileID, line: line, completion))
    attempts.begin(1)
    return attempts.scope
  }
}

/// The attempts of one call of `retry`.
private struct Attempts<Value: Sendable>: Sendable {
  let policy: RetryPolicy
  let loop: any EventLoop
  let site: SourceSite
  let scope: CancellationScope
  let start: @Sendable (@escaping Completion<Value>) -> any Cancellable
  let completion: OnceGuard<Value>

  func begin(_ number: Int) {
    let reply = OnceGuard<Value>(on: loop, "attempt", at: site) { result in
      guard case .failure(let error) = result, !scope.isCancelled,
        let pause = policy.pause(after: error, attempt: number)
      else { return completion(result) }
      wait(for: pause, then: number + 1)
    }
    scope.add(start { reply($0) })
  }

  private func wait(for pause: Duration, then number: Int) {
    let timer = loop.schedule("retry", due: loop.now + pause, at: site) { begin(number) }
    scope.add(
      CancellationHandle {
        guard timer.cancel() else { return }
        loop.post("cancellation of a retry", at: site) { completion(.failure(CancellationError())) }
      })
  }
}
