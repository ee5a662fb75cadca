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

extension VirtualEventLoop {
  /// Keeps what the loop can end a wait with; a loop that records nothing keeps no account of waits.
  func keep(_ wait: any AbandonedWait, for obligation: Obligation.ID) {
    guard isCurrent else { return }
    ledger.assign(obligation, to: wait)
  }

  /// Ends what a run has left waiting, once its report has been read: a suspended task that nothing resumes would stay in
  /// memory for good, and the loop with it.
  ///
  /// Each sleep and each wait by `suspend`, and by what is built on it, fails with `CancellationError`, and the tasks go on
  /// until they wait again. The clock stays, and no timer runs. After 1,000 events a program that still waits is given up; so is a task that waits for something
  /// that is not on the loop. What is ready or set then is dropped. A loop that records nothing ends sleeps only.
  ///
  /// Does nothing while the loop is running, or in an event of another loop.
  public func abandonLeftovers() {
    var left = 1_000
    if RunningLoop.current != nil { return }
    while left > 0, endWaits() { left -= runDue(atMost: left) }
    dropPending()
    var waiting: [@Sendable () -> Void] = []
    withAccess {
      guard !isRunning else { return }
      swap(&waiting, &releases)
    }
    for release in waiting { release() }
  }

  /// Keeps what releases something that waits without a task, such as a line of callbacks, for the end of the run.
  ///
  /// - Parameter release: Is called by `abandonLeftovers()`; must hold nothing of the loop, which would otherwise stay in
  ///   memory if that is never called.
  package func whenAbandoned(_ release: @escaping @Sendable () -> Void) {
    guard recording > .nothing else { return }
    if isCurrent { releases.append(release) } else { withAccess { releases.append(release) } }
  }

  /// Runs events that are due now.
  ///
  /// - Returns: How many, but at least 1: the caller's patience ends.
  private func runDue(atMost limit: Int) -> Int {
    var count = 0
    _ = whileRunning {
      while count < limit, let event = nextEvent(through: clockReading) {
        run(event)
        count += 1
      }
    }
    return max(count, 1)
  }

  /// Ends every wait that there is.
  ///
  /// - Returns: Whether there was one.
  private func endWaits() -> Bool {
    let hasEnded = withAccess {
      guard !isRunning else { return false }
      let waits = ledger.takeWaits()
      for wait in waits { wait.abandon() }
      let sleeps = timers.pending.filter { timers.isSleep($0) }
      for sleep in sleeps { revokeNow(sleep) }
      let tasks = captured?.sleeps.values.sorted { $0.ticket < $1.ticket }.compactMap(\.task) ?? []
      for task in tasks { task.cancel() }
      return !waits.isEmpty || !sleeps.isEmpty || !tasks.isEmpty
    }
    return hasEnded ?? false
  }

  /// Drops what is ready and the timers: what they hold may hold the loop.
  private func dropPending() {
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
