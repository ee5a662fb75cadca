// The simulated API as a callback-style API: success and failure callbacks, and a handle.

public import Callbacks
import EventLoops

extension SimulatedAPI {
  /// Sends a call; `success` or `failure` is called in a later event.
  ///
  /// - Returns: A handle that cancels the call; `failure` then gets `CancellationError`.
  @discardableResult
  public func call(
    _ name: CallName, _ request: String, fileID: StaticString = #fileID, line: UInt = #line,
    success: consuming @escaping SuccessHandler<String>, failure: consuming @escaping FailureHandler
  ) -> any Cancellable {
    // Not `makeCompletion`: a closure of the two would be an object more for each call.
    send(
      name, request, owedTo: .completion, at: SourceSite(fileID: fileID, line: line),
      for: .handlers(consume success, consume failure))
  }

  /// Sends a call; `completion` is called in a later event.
  ///
  /// - Returns: A handle that cancels the call; `completion` then gets `CancellationError`.
  @discardableResult
  public func call(
    _ name: CallName, _ request: String, fileID: StaticString = #fileID, line: UInt = #line,
    completion: @escaping Completion<String>
  ) -> any Cancellable {
    send(name, request, owedTo: .completion, at: SourceSite(fileID: fileID, line: line), completion)
  }
}
