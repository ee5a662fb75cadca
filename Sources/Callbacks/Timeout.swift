// A limit on time for callback-style operations.

public import EventLoops

/// Starts an operation that has to call back within `limit`.
///
/// When the time is up the operation is cancelled and `completion` gets `TimeoutError`; what the operation calls back
/// with after that goes to `closing`. If both are due at one instant, whichever event comes first decides. An
/// operation that calls back twice, or not even when it is cancelled, is in the loop's report.
///
/// - Parameters:
///   - limit: How long the operation may take, counted from now.
///   - loop: The loop whose time counts.
///   - fileID: The file that reports name; the caller's unless given.
///   - line: The line that reports name; the caller's unless given.
///   - closing: Called with a value that comes after the limit. Such a value is not delivered, and may hold a resource
///     that has to be closed.
///   - operation: Starts the work and returns its handle.
///   - completion: Called once.
/// - Returns: A handle that cancels the operation; the limit stays, for one that does not listen.
@discardableResult
public func withTimeout<Value: Sendable>(
  after limit: Duration, on loop: any EventLoop, fileID: StaticString = #fileID, line: UInt = #line,
  closing: (@Sendable (Value) -> Void)? = nil, _ operation: (@escaping Completion<Value>) -> any Cancellable,
  completion: @escaping Completion<Value>
) -> any Cancellable {
  let pending = LoopConfined<Completion<Value>?>(completion, on: loop)
  let scope = CancellationScope(on: loop)
  let site = SourceSite(fileID: fileID, line: line)
  let timer = loop.schedule("timeout", due: loop.now.advanced(by: limit), at: site) {
    guard let completion = pending.withValue({ $0.take() }) else { return }
    scope.cancel()
    completion(.failure(TimeoutError(limit: limit)))
  }
  let reply = OnceGuard<Value>(on: loop, "operation with a time limit", fileID: fileID, line: line) { result in
    timer.cancel()
    if let completion = pending.withValue({ $0.take() }) { return completion(result) }
    if case .success(let value) = result { closing?(value) }
  }
  scope.add(operation { reply($0) })
  return scope
}
