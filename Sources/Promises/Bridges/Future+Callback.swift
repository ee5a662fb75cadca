// From callbacks to futures.

public import Callbacks
public import EventLoops

extension Future {
  /// The future of what a callback-style operation calls its completion with.
  ///
  /// Cancelling the future cancels the handle that the operation returned. A completion that is called twice, or
  /// dropped uncalled, is recorded as with any promise.
  ///
  ///     let reply = Future(on: loop, "reply") { completion in api.call("user", completion: completion) }
  public init(
    on loop: any EventLoop, _ label: String, fileID: StaticString = #fileID, line: UInt = #line,
    callback operation: (@escaping Completion<Value>) -> any Cancellable
  ) {
    let promise = Promise<Value>(on: loop, label, fileID: fileID, line: line)
    let work = operation { promise.complete(with: $0) }
    promise.onCancel { work.cancel() }
    self = promise.future
  }
}
