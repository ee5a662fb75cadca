// How a run that is over is got rid of, although some of its tasks still wait.

import Synchronization

/// A wait that a loop can put an end to.
protocol AbandonedWait: AnyObject, Sendable {
  /// Ends the wait with `CancellationError`, unless it is over.
  func abandon()
}

/// A suspended task, until it is resumed.
struct SuspendedTask<Value: Sendable>: Sendable {
  var continuation: UnsafeContinuation<Value, any Error>?
  /// Whether the event that suspends the task still runs what the task waits for.
  var isStarting = true
}

/// The continuation of a suspended task, until it is resumed.
final class SuspendedContinuation<Value: Sendable>: LoopConfined<SuspendedTask<Value>>, AbandonedWait,
  @unchecked Sendable
{
  // Unchecked for the reason that `LoopConfined` has: every access is checked when it is made.

  func abandon() {
    withValue { $0.continuation.take() }?.resume(throwing: CancellationError())
  }
}

/// Whether the process has any loop that keeps its waits: what spares all other loops to be asked.
enum KeptWaits {
  static let exist = Atomic(false)
}

extension VirtualEventLoop {
  /// Has the loop keep what it can end waits with, so that `abandonLeftovers` can; call it before anything waits. A driven
  /// loop does so by itself: it belongs to one of many runs, none of which may leave anything.
  package func keepWaits() {
    keepsWaits = true
    KeptWaits.exist.store(true, ordering: .relaxed)
  }

  /// Keeps what the loop can end a wait with.
  func keep(_ wait: any AbandonedWait, for obligation: Obligation.ID) {
    guard keepsWaits, isCurrent else { return }
    ledger.assign(obligation, to: wait)
  }

  /// Ends what a run has left waiting, once its report has been read: a suspended task that nobody resumes would
  /// stay in memory for good, and the loop with it. Does nothing unless the loop keeps its waits, as a driven loop does.
  ///
  /// Each wait fails with `CancellationError`, and the tasks go on until they wait again. A program that goes on waiting
  /// whatever happens is given up after 1,000 events; so is a task that waits for something that is not on the loop.
  public func abandonLeftovers() {
    guard keepsWaits else { return }
    var left = 1_000
    while left > 0, ledger.openCount > 0 {
      let waits = ledger.takeWaits()
      if waits.isEmpty { return }
      for wait in waits { wait.abandon() }
      while left > 0, step() { left -= 1 }
    }
    _ = ledger.takeWaits()
  }
}
