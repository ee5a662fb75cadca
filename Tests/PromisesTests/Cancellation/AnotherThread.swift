// Calls from a thread that is not the loop's, made to happen at a definite point of a run.

import Foundation

/// Runs `body` on a thread of its own, to its end.
func onAnotherThread(_ body: @escaping @Sendable () -> Void) {
  let done = DispatchSemaphore(value: 0)
  Thread.detachNewThread {
    body()
    done.signal()
  }
  done.wait()
}
