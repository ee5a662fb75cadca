// The simulated API as a function that returns a future.

import EventLoops
public import Promises

extension SimulatedAPI {
  /// Sends a call; the future settles with its reply in a later event.
  ///
  /// Cancelling the future cancels the call; the future then fails with `CancellationError`.
  public func call(
    _ name: CallName, _ request: String, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Future<String> {
    let promise = Promise<String>(on: loop, name.replyLabel, fileID: fileID, line: line)
    let sent = send(name, request, owedTo: nil, at: SourceSite(fileID: fileID, line: line)) {
      promise.complete(with: $0)
    }
    promise.onCancel { sent.cancel() }
    return promise.future
  }
}
