// Starts the versions in callback style and in async style.

import Callbacks
import EventLoops

extension Launch {
  /// Starts a function that takes a completion.
  ///
  /// - Parameters:
  ///   - body: The function, which may return a handle.
  ///   - cancel: Cancels by the handle.
  ///   - site: The line that reports name.
  ///   - describe: Makes the text of the output, where it is delivered.
  @_specialize(where Output == String, Handle == any Cancellable)
  func start<Output, Handle>(
    _ body: @escaping @Sendable (ProgramContext, @escaping Completion<Output>) -> Handle,
    cancelling cancel: (@Sendable (Handle) -> Void)?, at site: SourceSite,
    describedBy describe: @escaping @Sendable (Output) -> String
  ) {
    let deliver = delivery(owed: true, at: site)
    guard isStarted else { return }
    let loop = context.loop
    let start: @Sendable (@escaping Completion<String>) -> any Cancellable = { [context] completion in
      let handle = body(context) { result in completion(result.map(describe)) }
      guard let cancel = cancel ?? callingClosure() else { return handle as? any Cancellable ?? Uncancellable() }
      let kept = LoopConfined(unsent: handle, on: loop)
      return CancellationHandle { kept.withValueUnobserved { cancel($0) } }
    }
    if let limit = timeout {
      scope.add(withTimeout(after: limit, on: loop, start, completion: deliver))
    } else {
      scope.add(start(deliver))
    }
  }

  /// Starts an async function.
  ///
  /// - Parameters:
  ///   - site: The line that reports name.
  ///   - body: The function, which returns the text of its output.
  func start(at site: SourceSite, _ body: @escaping @Sendable () async throws -> String) {
    guard isStarted else { return }
    let loop = context.loop
    scope.add(
      startTask(on: loop, label, fileID: site.fileID, line: site.line, delivery(owed: false, at: site)) {
        [limit = timeout] in
        guard let limit else { return try await body() }
        return try await withTimeout(after: limit, on: loop, body)
      })
  }
}

/// Calls a handle that is a closure; nil for a handle of any other type.
private func callingClosure<Handle>() -> (@Sendable (Handle) -> Void)? {
  if Handle.self == (() -> Void).self { return { ($0 as? () -> Void)?() } }
  if Handle.self == (@Sendable () -> Void).self { return { ($0 as? @Sendable () -> Void)?() } }
  return nil
}
