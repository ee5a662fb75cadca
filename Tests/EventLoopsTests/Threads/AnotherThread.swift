// Calls from a thread that is not the loop's, made to happen at a definite point of a run.

import Foundation
import Synchronization

/// Does `work` on a new thread, without waiting for it.
func onNewThread(_ work: @escaping @Sendable () -> Void) {
  Thread.detachNewThread(work)
}

/// Runs `work` on another thread and waits for it. The calling event continues only when the work is done.
///
/// A thread of its own, not one of a pool, since tests that wait at the same time could use a pool up. The wait uses nothing of
/// Dispatch's: a capturing loop would take it.
func onAnotherThread(_ work: @escaping @Sendable () -> Void) {
  let isDone = Handover<Bool>()
  Thread.detachNewThread {
    work()
    isDone.put(true)
  }
  while isDone.take() != true { sched_yield() }
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
