// Running a live loop: until nothing is left that could bring an event, or until it is stopped.

import Dispatch
public import EventLoops
import Synchronization

extension LiveEventLoop {
  /// Runs the loop and waits for its end: until no event is ready, no timer is set and nothing is held, or `stop()`.
  ///
  /// A loop runs once. What it takes after its end never runs.
  ///
  /// - Returns: Why it ended, and what was left over. It is `deadlocked` if something waits that can never continue.
  public func run() -> Report {
    if isCurrent { return report(.nested(inner: name, outer: name)) }
    guard begin() else { return report(.occupied) }
    isRun.wait()
    return report()
  }

  /// As `run()`, for async callers: no thread waits.
  public func runUntilDone() async -> Report {
    guard begin() else { return report(.occupied) }
    await withCheckedContinuation { continuation in
      isRun.notify(queue: .global()) { continuation.resume() }
    }
    return report()
  }

  /// Ends the run after the event that runs now; what is ready or set by then never runs.
  ///
  /// Any thread may call it. Does nothing if the loop has ended.
  public func stop() {
    let isRunning = state.withLock { state in
      if state.ending == nil { state.ending = .stopped }
      return state.isRunning
    }
    if isRunning { queue.async { self.finish() } }
  }

  /// The report of the loop so far, or after its end.
  public func report() -> Report {
    report(state.withLock { $0.ending } ?? .paused)
  }

  /// Starts the loop; false if it was started before.
  private func begin() -> Bool {
    let (isFirst, poller) = state.withLock { state in
      guard !state.wasStarted else { return (false, nil as Poller?) }
      (state.wasStarted, state.isRunning, state.isDrainDue) = (true, true, true)
      return (true, state.poller)
    }
    guard isFirst else { return false }
    isRun.enter()
    gate.transition { isLive.store(true, ordering: .releasing) }
    blockingWatch.begin { [weak self] in self?.clockReading }
    // The loop drains its queues from here on.
    poller?.setRunning(true)
    queue.async { self.drain() }
    return true
  }

  /// One drain: runs what is due, and leaves the queue to others after a while.
  func drain() {
    state.withLock { $0.isDrainDue = true }
    // Sockets come first in every drain: events that post events would never let it come to them.
    var left = Self.mostEventsOfATurn - wakeSockets()
    while left > 0 {
      if let event = nextEvent() {
        run(event)
        left -= 1
      } else {
        let count = wakeSockets()
        if count == 0 { return rest() }
        left -= count
      }
    }
    // More events may be ready; other users of the queue run first.
    queue.async { self.drain() }
  }

  private static let mostEventsOfATurn = 64

  /// The next event that is due, in the order of instants, then of sequences.
  private func nextEvent() -> LiveEvent? {
    let now = clockReading
    return state.withLock { state in
      guard state.ending == nil else { return nil }
      while let ticket = state.timers.popDue(by: now) {
        state.due.append(
          LiveEvent(
            work: .timer(ticket), name: LiveEvent.Name(label: "a timer", site: nil),
            instant: state.timers.poppedDeadline, sequence: ticket.sequence))
      }
      guard let due = state.due.first else { return state.ready.popFirst() }
      state.longestLateness = max(state.longestLateness, due.instant.duration(to: now))
      guard let posted = state.ready.first, posted.precedes(due) else { return state.due.popFirst() }
      return state.ready.popFirst()
    }
  }

  private func run(_ event: LiveEvent) {
    switch event.work {
    case .callback(let body):
      during(event.name, body)
    case .job(let job):
      during(event.name) { job.runSynchronously(on: asUnownedTaskExecutor()) }
    case .timer(let ticket):
      guard case .callback(let body) = state.withLock({ $0.timers.take(ticket) }) else { return }
      during(event.name, body)
    }
  }

  /// Runs a body as an event.
  func during(_ name: LiveEvent.Name, _ body: () -> Void) {
    ranCount.add(1, ordering: .relaxed)
    let begin = clockReading
    eventStart.store(begin.nanoseconds, ordering: .relaxed)
    runner.store(ThreadIdentity.current, ordering: .relaxed)
    blockingWatch.enter(name, at: begin)
    body()
    blockingWatch.leave(at: clockReading)
    runner.store(0, ordering: .relaxed)
  }

  /// Ends a drain: sets the alarm for the next timer, or ends the run if nothing can come any more.
  private func rest() {
    enum Next { case wait, drain, end }
    let next = state.withLock { state -> Next in
      if state.ending != nil { return .end }
      if !state.ready.isEmpty || !state.due.isEmpty { return .drain }
      state.isDrainDue = false
      guard let deadline = state.timers.earliestDeadline() else {
        if holds.load(ordering: .acquiring) > 0 { return .wait }
        state.ending = state.ledger.openCount > 0 ? .deadlocked : .quiescent
        return .end
      }
      // To set it is a message to another thread, and most drains change no deadline.
      guard deadline != state.alarmInstant else { return .wait }
      state.alarmInstant = deadline
      alarm.schedule(deadline: .now() + .nanoseconds(Int(max(0, deadline.nanoseconds - clockReading.nanoseconds))))
      return .wait
    }
    switch next {
    case .wait: break
    case .drain: queue.async { self.drain() }
    case .end: finish()
    }
  }

  /// Ends the run, once, and releases what will never run.
  private func finish() {
    // Released outside of the lock: what the events hold may come back to the loop.
    var timers = TimerQueue()
    let dropped = state.withLock { state -> (LiveQueue, LiveQueue, Poller?)? in
      guard state.isRunning else { return nil }
      state.isRunning = false
      swap(&state.timers, &timers)
      defer { (state.ready, state.due) = (LiveQueue(), LiveQueue()) }
      return (state.ready, state.due, state.poller)
    }
    guard let dropped else { return }
    dropped.2?.setRunning(false)
    alarm.schedule(deadline: .distantFuture)
    blockingWatch.end()
    gate.transition { isLive.store(false, ordering: .releasing) }
    isRun.leave()
  }

  private func report(_ ending: Report.Ending) -> Report {
    let instant = clockReading
    return state.withLock { state in
      Report(
        loop: name, ending: ending, instant: instant, eventCount: eventCount, leftovers: state.ledger.leftovers,
        escapes: [], violations: state.violations,
        blocking: Blocking(duration: blockingWatch.total, longestLateness: state.longestLateness),
        trace: Trace())
    }
  }
}
