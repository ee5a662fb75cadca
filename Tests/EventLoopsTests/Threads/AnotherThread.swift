// Calls from a thread that is not the loop's, made to happen at a definite point of a run.

import Dispatch
import Foundation
import Synchronization

/// Does `work` on a new thread, without waiting for it.
func onNewThread(_ work: @escaping @Sendable () -> Void) {
  Thread.detachNewThread(work)
}

/// Runs `work` on another thread and waits for it. The calling event continues only when the work is done.
///
/// A thread of its own, not one of a pool, since tests that wait at the same time could use a pool up.
func onAnotherThread(_ work: @escaping @Sendable () -> Void) {
  let done = DispatchSemaphore(value: 0)
  Thread.detachNewThread {
    work()
    done.signal()
  }
  done.wait()
}

/// A place where one thread leaves a value for another.
final class Handover<Value: Sendable>: Sendable {
  private let content = Mutex<Value?>(nil)

  func put(_ value: Value) {
    content.withLock { $0 = value }
  }

  func take() -> Value? {
    content.withLock { $0.take() }
  }
}
