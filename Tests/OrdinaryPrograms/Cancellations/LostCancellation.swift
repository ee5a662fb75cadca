// A cancelled chain continues with its next call.

extension OrdinaryProgram {
  /// The chain is a task of its own, which does not hear of the cancellation of its caller.
  package static let lostCancellation = OrdinaryProgram("lost cancellation") { isFixed in
    let server = CallCounter()
    let caller = Task {
      let chain = Task {
        await server.call()
        try Task.checkCancellation()
        await server.call()
      }
      if isFixed {
        try await withTaskCancellationHandler {
          try await chain.value
        } onCancel: {
          chain.cancel()
        }
      } else {
        try await chain.value
      }
    }
    caller.cancel()
    _ = await caller.result
    return await server.calls > 1 ? "a cancelled chain makes its second call" : nil
  }
}

private actor CallCounter {
  private(set) var calls = 0
  func call() { calls += 1 }
}
