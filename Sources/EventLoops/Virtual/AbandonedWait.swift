// How a run that is over is got rid of, although some of its tasks still wait.

/// A wait that a loop can put an end to.
protocol AbandonedWait: AnyObject, Sendable {
  /// Ends the wait with `CancellationError`, unless it is over.
  func abandon()
}

/// A suspended task, until it is resumed.
struct SuspendedTask<Value: Sendable>: Sendable {
  var continuation: UnsafeContinuation<Value, any Error>?
  /// Whether the event that suspends the task still runs what the task waits for.
  var isStarting: Bool
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

/// A line in which callbacks, futures or tasks wait for a turn.
struct WaitingLine {
  /// What identifies the line.
  let owner: any AnyObject & Sendable
  /// Cancels all that wait in it.
  let cancelAll: @Sendable () -> Void
}

extension VirtualEventLoop {
  /// Keeps a line in which something waits, so that the loop can cancel it. The caller may touch the loop.
  ///
  /// - Parameters:
  ///   - owner: What identifies the line.
  ///   - cancelAll: Cancels all that wait in it.
  package func keepLine(of owner: any AnyObject & Sendable, _ cancelAll: @escaping @Sendable () -> Void) {
    waitingLines.append(WaitingLine(owner: owner, cancelAll: cancelAll))
  }

  /// Forgets a line that is empty. The caller may touch the loop.
  ///
  /// - Complexity: O(number of lines).
  package func forgetLine(of owner: any AnyObject & Sendable) {
    if let index = waitingLines.lastIndex(where: { $0.owner === owner }) { waitingLines.remove(at: index) }
  }

  /// Keeps what the loop can end a wait with; a loop that records nothing keeps no account of waits.
  func keep(_ wait: any AbandonedWait, for obligation: Obligation.ID) {
    guard isCurrent else { return }
    ledger.assign(obligation, to: wait)
  }

  /// Ends what a run has left waiting, once its report has been read: a suspended task that nothing resumes would stay in
  /// memory forever, and the loop with it.
  ///
  /// Each sleep, each turn at a semaphore and each wait by `suspend`, and by what is built on it, fails with
  /// `CancellationError`, and the tasks run until they wait again. The clock stays, and no timer runs. After 1,000 events
  /// a program that still waits is given up; so is a task that waits for something that is not on the loop. What is ready
  /// or set then is dropped. A loop that records nothing ends sleeps and turns only.
  ///
  /// Does nothing while the loop is running, or in an event of another loop.
  package func abandonLeftovers() {
    var left = 1_000
    if RunningLoop.current != nil || hasTrapped { return }
    while left > 0, endWaits() { left -= runDue(atMost: left) }
    dropPending()
  }

  /// Runs events that are due now.
  ///
  /// - Returns: How many, but at least 1: the caller's patience ends.
  private func runDue(atMost limit: Int) -> Int {
    var left = limit
    _ = whileRunning { runEvents(through: clockReading, atMost: &left) { true } }
    return max(limit - left, 1)
  }

  /// Ends every wait that there is.
  ///
  /// - Returns: Whether there was one.
  private func endWaits() -> Bool {
    let hasEnded = withAccess {
      guard !isRunning else { return false }
      if !waitingLines.isEmpty {
        // A cancelled waiter of a line gets its error in an event, and a task that waits for it continues there.
        for line in waitingLines { line.cancelAll() }
        return true
      }
      let waits = ledger.takeWaits()
      for wait in waits { wait.abandon() }
      let sleeps = hasPending ? timers.pending.filter { timers.isSleep($0) } : []
      for sleep in sleeps { revokeNow(sleep) }
      let tasks = captured?.sleeps.values.sorted { $0.ticket < $1.ticket }.compactMap(\.task) ?? []
      for task in tasks { task.cancel() }
      return !waits.isEmpty || !sleeps.isEmpty || !tasks.isEmpty
    }
    return hasEnded ?? false
  }

  /// Whether anything is ready or a timer is set.
  private var hasPending: Bool { !ready.isEmpty || timers.count > 0 }

  /// Drops what is ready and the timers: what they hold may hold the loop.
  private func dropPending() {
    if withAccess({ !hasPending }) == true { return }
    var events = ReadyQueue()
    var work = TimerQueue()
    withAccess {
      guard !isRunning else { return }
      swap(&ready, &events)
      swap(&timers, &work)
      cancelledReady = 0
    }
  }
}
