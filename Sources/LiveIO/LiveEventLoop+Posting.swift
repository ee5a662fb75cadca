// Adding events to a live loop, from any thread, and taking timers back.

import Dispatch
public import EventLoops
import Synchronization

extension LiveEventLoop {
  /// Adds an event that is due now, after all that is already due. Any thread may post.
  public func post(_ label: @autoclosure () -> String, at site: SourceSite, _ body: @escaping @Sendable () -> Void) {
    let name = LiveEvent.Name(label: label(), site: site)
    append(.callback(body)) { _ in name }
  }

  /// The name under which an event is posted later.
  package func name(_ label: StaticString, at site: SourceSite) -> EventName {
    EventName(number: state.withLock { $0.names.number(of: label, at: site) })
  }

  /// Adds an event that is due now, under a name that the loop has given.
  package func post(_ name: EventName, _ body: @escaping @Sendable () -> Void) {
    append(.callback(body)) { state in
      let known = state.names[name.number]
      return LiveEvent.Name(label: known.label, site: known.site)
    }
  }

  /// Adds an event that is due at `deadline`, or now if that is not in the future.
  public func schedule(
    _ label: @autoclosure () -> String, due deadline: Instant, at site: SourceSite,
    _ body: @escaping @Sendable () -> Void
  ) -> ScheduledTimer {
    let (name, now) = (LiveEvent.Name(label: label(), site: site), now)
    // What reports call a timer travels with its work, since the queue of timers keeps no names.
    let work: @Sendable () -> Void = { [blockingWatch] in
      blockingWatch.rename(name)
      body()
    }
    let (ticket, claim) = state.withLock { state in
      let ticket = state.timers.hold(.callback(work), sequence: state.issueSequence())
      if state.hasEnded {
        _ = state.timers.cancel(ticket)
        return (ticket, DrainClaim.none)
      }
      state.timers.arm(ticket, due: max(deadline, now))
      return (ticket, state.claimDrain())
    }
    begin(claim)
    return ScheduledTimer(loop: self, ticket: ticket)
  }

  /// Cancels a timer of this loop.
  public func cancelTimer(_ ticket: Ticket) -> Bool {
    // The work goes outside of the lock: what it holds may come back to the loop when it is released.
    let work = state.withLock { $0.timers.cancel(ticket) }
    return work != nil
  }

  /// Takes a segment of a task; the Swift runtime calls this when a task of the loop starts or is resumed.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let id = RuntimeTask.id(of: job)
    append(.job(job)) { state in
      if !state.spawning.isEmpty, let spawned = state.spawning.removeValue(forKey: ThreadIdentity.current) {
        state.tasks[id] = spawned
      }
      return state.tasks[id] ?? LiveEvent.Name(label: "a task", site: nil)
    }
  }

  /// Adds an event.
  ///
  /// - Parameter name: Looks the name of the event up. The lock is taken once for it and for the event.
  private func append(_ work: LiveEvent.Work, _ name: (inout State) -> LiveEvent.Name) {
    let now = now
    let claim = state.withLock { state in
      let name = name(&state)
      if state.hasEnded { return DrainClaim.none }
      state.ready.append(LiveEvent(work: work, name: name, instant: now, sequence: state.issueSequence()))
      return state.claimDrain()
    }
    begin(claim)
  }

  /// Ensures that the loop drains its queues.
  func ensureDrain() {
    begin(state.withLock { $0.claimDrain() })
  }

  private func begin(_ claim: DrainClaim) {
    switch claim {
    case .none: break
    case .drain: queue.async { self.drain() }
    case .wake(let poller): poller.wake()
    }
  }
}

/// How a loop is made to look for events.
private enum DrainClaim {
  /// It will look anyway.
  case none
  /// A drain has to be scheduled.
  case drain
  /// The loop's thread waits for sockets and has to be woken.
  case wake(Poller)
}

extension LiveEventLoop.State {
  /// Claims the next drain, unless one is scheduled already.
  fileprivate mutating func claimDrain() -> DrainClaim {
    guard isRunning else { return .none }
    if let poller = endWait() { return .wake(poller) }
    guard !isDrainDue else { return .none }
    isDrainDue = true
    return .drain
  }

  /// Ends the wait of the loop's thread for its sockets; nil if it does not wait.
  ///
  /// - Returns: What wakes the thread.
  mutating func endWait() -> Poller? {
    guard isWaiting else { return nil }
    isWaiting = false
    return poller
  }
}
