// Threads for tests.

import Foundation

/// Runs a body on a thread of its own and waits for its end.
func onAnotherThread(_ body: @escaping @Sendable () -> Void) {
  let isDone = DispatchSemaphore(value: 0)
  onThread {
    body()
    isDone.signal()
  }
  isDone.wait()
}

/// Runs a body on a thread of its own.
func onThread(_ body: @escaping @Sendable () -> Void) {
  Thread.detachNewThread(body)
}
