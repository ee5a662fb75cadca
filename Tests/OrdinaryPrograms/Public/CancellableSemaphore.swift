// A semaphore whose waiters can be cancelled, after the AsyncSemaphore of a widely used package.

import Synchronization

extension OrdinaryProgram {
  /// Two tasks use the only permit, and one of them is cancelled at any moment; the flawed version takes a waiter out of
  /// the line without looking whether it was served already.
  package static let cancellableSemaphore = OrdinaryProgram("cancellable semaphore") { isFixed in
    let semaphore = CancellableSemaphore(permits: 1, isFixed: isFixed)
    let holder = Task {
      try await semaphore.wait()
      semaphore.signal()
    }
    let waiter = Task {
      try await semaphore.wait()
      semaphore.signal()
    }
    waiter.cancel()
    _ = await (holder.result, waiter.result)
    return semaphore.permits == 1 ? nil : "there are \(semaphore.permits) permits of one"
  }
}

private final class CancellableSemaphore: Sendable {
  private struct State {
    var permits: Int
    var next = 0
    var waiters: [Int: CheckedContinuation<Void, any Error>] = [:]
    var cancelled: Set<Int> = []
  }

  private let state: Mutex<State>
  private let isFixed: Bool

  init(permits: Int, isFixed: Bool) {
    state = Mutex(State(permits: permits))
    self.isFixed = isFixed
  }

  var permits: Int { state.withLock { $0.permits } }

  func wait() async throws {
    let ticket = state.withLock { state in
      state.next += 1
      return state.next
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let result: Result<Void, any Error>? = state.withLock { state in
          if state.cancelled.remove(ticket) != nil {
            if !isFixed { state.permits += 1 }
            return .failure(CancellationError())
          }
          if state.permits > 0 {
            state.permits -= 1
            return .success(())
          }
          state.waiters[ticket] = continuation
          return nil
        }
        if let result { continuation.resume(with: result) }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        guard let waiter = state.waiters.removeValue(forKey: ticket) else {
          state.cancelled.insert(ticket)
          return CheckedContinuation<Void, any Error>?.none
        }
        return waiter
      }
      waiter?.resume(throwing: CancellationError())
    }
  }

  func signal() {
    let waiter = state.withLock { state in
      if let first = state.waiters.keys.min() { return state.waiters.removeValue(forKey: first) }
      state.permits += 1
      return CheckedContinuation<Void, any Error>?.none
    }
    waiter?.resume()
  }
}
