// Starts the versions in callback style and in async style.

import Callbacks
import EventLoops

extension Launch {
  /// Starts a function that takes the completion of a text and returns a handle: not generic, so that the completion is
  /// handed over as it is.
  ///
  /// - Parameter body: The function.
  func start(_ body: @Sendable (ProgramContext, @escaping Completion<String>) -> any Cancellable) {
    owe()
    guard isStarted else { return }
    // It captures the launch alone, and needs no object of its own for that.
    let completion: Completion<String> = { result in deliver(result.map { journal.quote($0) }) }
    guard let limit = timeout else { return scope.add(body(context, completion)) }
    scope.add(withTimeout(after: limit, on: context.loop, { body(context, $0) }, completion: completion))
  }

  /// Starts a function that takes a completion.
  ///
  /// - Parameters:
  ///   - body: The function, which may return a handle.
  ///   - cancel: Cancels by the handle.
  ///   - describe: Makes the text of the output, where it is delivered.
  @_specialize(where Output == String, Handle == any Cancellable)
  func start<Output, Handle>(
    _ body: @escaping @Sendable (ProgramContext, @escaping Completion<Output>) -> Handle,
    cancelling cancel: (@Sendable (Handle) -> Void)?,
    describedBy describe: @escaping @Sendable (Launch, Output) -> String
  ) {
    owe()
    guard isStarted else { return }
    guard let limit = timeout else {
      let handle = body(context) { result in deliver(result.map { describe(self, $0) }) }
      return scope.add(cancellable(handle, cancel, on: context.loop))
    }
    let loop = context.loop
    scope.add(
      withTimeout(after: limit, on: loop) { (completion: @escaping Completion<String>) in
        let handle = body(context) { result in completion(result.map { describe(self, $0) }) }
        return cancellable(handle, cancel, on: loop)
      } completion: { result in
        deliver(result)
      })
  }

  /// Starts an async function.
  ///
  /// - Parameter body: The function, which returns the text of its output.
  func start(_ body: @escaping @Sendable () async throws -> String) {
    guard isStarted else { return }
    let loop = context.loop
    var work = body
    if let limit = timeout { work = { try await withTimeout(after: limit, on: loop, body) } }
    scope.add(
      startTask(
        on: loop, label, fileID: site.fileID, line: site.line, { deliver($0) }, from: work))
  }
}

/// What cancels the work of a function in callback style.
@inline(__always)
private func cancellable<Handle>(
  _ handle: Handle, _ cancel: (@Sendable (Handle) -> Void)?, on loop: any EventLoop
) -> any Cancellable {
  guard let cancel = cancel ?? callingClosure() else { return handle as? any Cancellable ?? Uncancellable() }
  let kept = LoopConfined(unsent: handle, on: loop)
  return CancellationHandle { kept.withValueUnobserved { cancel($0) } }
}

/// Calls a handle that is a closure; nil for a handle of any other type.
private func callingClosure<Handle>() -> (@Sendable (Handle) -> Void)? {
  if Handle.self == (() -> Void).self { return { ($0 as? () -> Void)?() } }
  if Handle.self == (@Sendable () -> Void).self { return { ($0 as? @Sendable () -> Void)?() } }
  return nil
}
