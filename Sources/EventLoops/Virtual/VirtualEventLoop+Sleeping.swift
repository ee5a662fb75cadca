// Sleeping on virtual time: a task's timer, cancellable before, during and after it suspends.

extension VirtualEventLoop {
  /// The loop's clock.
  public var clock: VirtualClock { VirtualClock(loop: self) }

  /// Suspends the current task until `deadline`, or for one turn of the loop if that is not in the future.
  ///
  /// - Throws: `CancellationError` at once if the task is cancelled, before or during the sleep; `NotOnLoopError`
  ///   if the task does not run on the loop.
  public nonisolated(nonsending) func sleep(until deadline: Instant) async throws {
    let ticket = try reserveTimer(until: deadline)
    try await handlingCancellation {
      try await suspending { continuation in
        armTimer(continuation, ticket, until: deadline)
      }
    } onCancel: {
      revoke(ticket)
    }
  }

  /// Reserves the timer of a sleep: apart from the sleep itself, whose frame is smaller for it.
  @inline(never)
  private func reserveTimer(until deadline: Instant) throws -> Ticket {
    guard isCurrent else { throw NotOnLoopError(loop: name) }
    noteClockRead()
    let sequence = issueSequence(.sleep, { currentNameNumber }, due: max(deadline, clockReading))
    return timers.hold(.reserved, sequence: sequence)
  }

  /// Arms the timer, unless the sleep was cancelled before it came to this.
  private func armTimer(_ continuation: UnsafeContinuation<Void, any Error>, _ ticket: Ticket, until deadline: Instant)
  {
    if timers.isRevoked(ticket) {
      _ = timers.take(ticket)
      continuation.resume(throwing: CancellationError())
    } else {
      timers.update(ticket, to: .wake(continuation, isSettled: RuntimeTask.isSettled(continuation)))
      enqueue(ticket, due: deadline)
    }
  }

  /// Cancels a sleep; runs on the canceller's stack, perhaps before the sleeper has suspended.
  private func revoke(_ ticket: Ticket) {
    if isCurrent { return revokeNow(ticket) }
    handOver("cancellation of a sleep", at: nil, of: .none) { [self] in revokeNow(ticket) }
  }

  func revokeNow(_ ticket: Ticket) {
    if timers.isReserved(ticket) {
      timers.update(ticket, to: .revoked)
      if keepsEvents { recordCancellation(of: ticket.sequence) }
      return
    }
    guard timers.holds(ticket), !timers.isRevoked(ticket) else { return }
    guard let work = withdraw(ticket), case .wake(let continuation, _) = consume work else { return }
    continuation.resume(throwing: CancellationError())
  }
}
