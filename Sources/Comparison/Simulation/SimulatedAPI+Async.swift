// The simulated API as an async function.

import EventLoops

extension SimulatedAPI {
  /// Sends a call and waits for its reply.
  ///
  /// - Throws: The API's error, or `CancellationError`: without sending anything if the task is cancelled already.
  public func call(
    _ name: CallName, _ request: String, fileID: StaticString = #fileID, line: UInt = #line
  ) async throws -> String {
    let site = SourceSite(fileID: fileID, line: line)
    if Task.isCancelled {
      journal.record(.callRefused(call: name.text), pipeline: pipeline, at: site)
      throw CancellationError()
    }
    let sent = LoopConfined<SimulatedCall?>(nil, on: loop)
    return try await withTaskCancellationHandler {
      try await suspendUnlessAnswered(on: loop, name.replyLabel, fileID: fileID, line: line) { suspension in
        let call = send(name, request, owedTo: nil, at: site) { suspension.resume(with: $0) }
        sent.value = call
        // The cancellation handler may have run before there was a call to cancel.
        if Task.isCancelled { call.cancel() }
      }
    } onCancel: {
      loop.handOver("cancellation of \(name.replyLabel)", at: site, of: .none) { sent.value?.cancel() }
    }
  }
}
