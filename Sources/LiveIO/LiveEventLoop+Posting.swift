// Adding events to a live loop, from any thread, and taking timers back.

import Dispatch
public import EventLoops
import Synchronization

extension LiveEventLoop {
  /// Adds an event that is due now, after all that is already due. Any thread may post.
  public func post(_ label: @autoclosure () -> String, at site: SourceSite, _ body: @escaping @Sendable () -> Void) {
    append(.callback(body), LiveEvent.Name(label: label(), site: site))
  }

  /// The name under which an event is posted later.
  package func name(_ label: StaticString, at site: SourceSite) -> EventName {
    EventName(number: state.withLock { $0.names.number(of: label, at: site) })
  }

  /// Adds an event that is due now, under a name that the loop has given.
  package func post(_ name: EventName, _ body: @escaping @Sendable () -> Void) {
    let name = state.withLock { $0.names[name.number] }
    append(.callback(body), LiveEvent.Name(label: name.label, site: name.site))
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
    let (ticket, needsDrain) = state.withLock { state in
      let ticket = state.timers.hold(.callback(work), sequence: state.issueSequence())
      state.timers.arm(ticket, due: max(deadline, now))
      return (ticket, state.claimDrain())
    }
    if needsDrain { queue.async { self.drain() } }
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
    let name = state.withLock { state -> LiveEvent.Name in
      if let spawned = state.spawning.removeValue(forKey: ThreadIdentity.current) { state.tasks[id] = spawned }
      return state.tasks[id] ?? LiveEvent.Name(label: "a task", site: nil)
    }
    append(.job(job), name)
  }

  private func append(_ work: LiveEvent.Work, _ name: LiveEvent.Name) {
    let now = now
    let needsDrain = state.withLock { state in
      state.ready.append(LiveEvent(work: work, name: name, instant: now, sequence: state.issueSequence()))
      return state.claimDrain()
    }
    if needsDrain { queue.async { self.drain() } }
  }

  /// Ensures that the loop drains its queues.
  func ensureDrain() {
    if state.withLock({ $0.claimDrain() }) { queue.async { self.drain() } }
  }
}

extension LiveEventLoop.State {
  /// Claims the next drain; false if one is scheduled already.
  fileprivate mutating func claimDrain() -> Bool {
    guard isRunning, !isDrainDue else { return false }
    isDrainDue = true
    return true
  }
}
