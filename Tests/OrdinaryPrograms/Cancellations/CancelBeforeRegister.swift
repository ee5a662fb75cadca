// A cancellation comes before the continuation that it is to resume is registered.

import Synchronization

extension OrdinaryProgram {
  /// The cancellation handler finds no continuation, and the continuation is registered after that.
  package static let cancelBeforeRegister = OrdinaryProgram("cancel before register") { isFixed in
    let signal = Signal(isFixed: isFixed)
    let waiter = Task { await signal.wait() }
    let canceller = Task { waiter.cancel() }
    await canceller.value
    try await Task.sleep(for: .seconds(1))
    let isLeft = signal.release()
    await waiter.value
    return isLeft ? "the cancelled waiter still waits" : nil
  }
}

private final class Signal: Sendable {
  private struct State {
    var isCancelled = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())
  private let isFixed: Bool

  init(isFixed: Bool) { self.isFixed = isFixed }

  func wait() async {
    await withTaskCancellationHandler {
      await Task.yield()
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if isFixed, state.isCancelled { return true }
          state.waiter = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.isCancelled = true }
      _ = release()
    }
  }

  /// Resumes the waiter; returns whether there was one.
  func release() -> Bool {
    let waiter = state.withLock { $0.waiter.take() }
    waiter?.resume()
    return waiter != nil
  }
}
