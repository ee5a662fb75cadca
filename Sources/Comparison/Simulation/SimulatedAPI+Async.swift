// The simulated API as an async function.

import EventLoops

extension SimulatedAPI {
  /// Sends a call and waits for its reply.
  ///
  /// - Throws: The API's error, or `CancellationError`: without sending anything if the task is cancelled already.
  public func call(
    _ name: CallName, _ request: String, fileID: StaticString = #fileID, line: UInt = #line
  ) async throws -> String {
    try await reply(to: name, at: SourceSite(fileID: fileID, line: line)) { site, completion in
      send(name, request, owedTo: nil, at: site, completion)
    }
  }

  /// Waits for the reply to a call, and cancels the call with the task.
  ///
  /// - Parameters:
  ///   - name: The call's name.
  ///   - site: Where the call is made.
  ///   - send: Sends the call.
  /// - Throws: The call's error, or `CancellationError`: without having sent the call if the task is cancelled already.
  @_specialize(where Reply == String)
  func reply<Reply: Sendable>(
    to name: CallName, at site: SourceSite,
    sending send: (SourceSite, @escaping @Sendable (Result<Reply, any Error>) -> Void) -> SimulatedCall
  ) async throws -> Reply {
    if Task.isCancelled {
      journal.record(.callRefused(call: name.text), pipeline: pipeline, at: site)
      throw CancellationError()
    }
    let sent = LoopConfined<SimulatedCall?>(nil, on: loop)
    return try await withTaskCancellationHandler {
      try await suspendUnlessAnswered(on: loop, name.replyLabel, fileID: site.fileID, line: site.line) { suspension in
        let call = send(site) { suspension.resume(with: $0) }
        sent.value = call
        // The cancellation handler may have run before there was a call to cancel.
        if Task.isCancelled { call.cancel() }
      }
    } onCancel: {
      loop.handOver("cancellation of \(name.replyLabel)", at: site, of: .none) { sent.value?.cancel() }
    }
  }
}
