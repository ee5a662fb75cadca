// The cancellation handler and the reply both resume one continuation.

import Synchronization

extension OrdinaryProgram {
  /// The reply reads the continuation and leaves it where the cancellation finds it, too.
  package static let bridgeRace = OrdinaryProgram("bridge race") { isFixed in
    let bridge = Bridge(isFixed: isFixed)
    let caller = Task { await bridge.call() }
    let replier = Task { bridge.reply() }
    let canceller = Task { caller.cancel() }
    _ = await (replier.value, canceller.value, caller.value)
    return bridge.resumes > 1 ? "a continuation was resumed twice" : nil
  }
}

private final class Bridge: Sendable {
  private struct State {
    var continuation: CheckedContinuation<Void, Never>?
    var isOver = false
    var resumes = 0
  }

  private let state = Mutex(State())
  private let isFixed: Bool

  init(isFixed: Bool) { self.isFixed = isFixed }

  var resumes: Int { state.withLock { $0.resumes } }

  func call() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          state.continuation = continuation
          return state.isOver
        }
        if isOver { finish() }
      }
    } onCancel: {
      finish()
    }
  }

  func reply() { finish() }

  /// Resumes the continuation; one that would be resumed again is only counted.
  private func finish() {
    let continuation = state.withLock { state in
      state.isOver = true
      guard let continuation = state.continuation else { return CheckedContinuation<Void, Never>?.none }
      if isFixed { state.continuation = nil }
      state.resumes += 1
      return state.resumes == 1 ? continuation : nil
    }
    continuation?.resume()
  }
}
