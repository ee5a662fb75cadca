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
    let (isRunning, waker) = state.withLock { state in
      if state.ending == nil { state.ending = .stopped }
      return (state.isRunning, state.endWait())
    }
    waker?.wake()
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
    blockingWatch.begin(clock)
    onAlarm.set { [self] in
      state.withLock { $0.alarmInstant = .distantFuture }
      drain()
    }
    // The loop drains its queues from here on.
    poller?.start { [self] in takeNotices() }
    queue.async { self.drain() }
    return true
  }

  /// One drain: runs what is due, and leaves the queue to others after a while.
  func drain() {
    state.withLock { $0.isDrainDue = true }
    var (now, left) = (clockReading, Self.mostEventsOfATurn)
    // Whether there were more events than may run between two sockets, as where events post events.
    var isBehind = false
    while left > 0 {
      // A socket comes first, then what it has set off: its memory is still in the caches then, and what it writes goes
      // out at once.
      let isAwake = wakeSocket(&now)
      let most = isAwake && isBehind ? Self.fewestEventsOfASocket : Self.mostEventsOfASocket
      var count = 0
      while count < most, let event = nextEvent(by: now) {
        now = run(event, at: now)
        count += 1
      }
      flush(&now)
      isBehind = count == most
      left -= count + 1
      guard !isAwake, count == 0 else { continue }
      guard rest() else { return }
      // Whatever else is on the queue is of this loop, and has ended the wait.
      (now, left) = (clockReading, Self.mostEventsOfATurn)
    }
    // More events may be ready; other users of the queue run first.
    queue.async { self.drain() }
  }

  private static let mostEventsOfATurn = 64
  /// A query of a session takes some twenty events in future style.
  private static let mostEventsOfASocket = 32
  private static let fewestEventsOfASocket = 2

  /// The next event that is due, in the order of instants, then of sequences.
  private func nextEvent(by now: Instant) -> LiveEvent? {
    state.withLock { state in
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

  private func run(_ event: LiveEvent, at now: Instant) -> Instant {
    switch event.work {
    case .callback(let body):
      return during(event.name, at: now, body)
    case .job(let job):
      return during(event.name, at: now) { RuntimeTask.runSegment(job, on: self) }
    case .timer(let ticket):
      guard case .callback(let body) = state.withLock({ $0.timers.take(ticket) }) else { return now }
      return during(event.name, at: now, body)
    }
  }

  /// Runs a body as an event.
  ///
  /// - Parameter begin: The end of the event before it, or the time at which the loop began to look for events.
  /// - Returns: When it ended. The loop reads its clock once for each event.
  func during(_ name: LiveEvent.Name, at begin: Instant, _ body: () -> Void) -> Instant {
    ranCount.add(1, ordering: .relaxed)
    eventStart.store(begin.nanoseconds, ordering: .relaxed)
    runner.store(ThreadIdentity.current, ordering: .relaxed)
    blockingWatch.enter(name, at: begin)
    body()
    runner.store(0, ordering: .relaxed)
    let end = clockReading
    blockingWatch.leave(from: begin, to: end)
    return end
  }

  /// Ends a drain when nothing is due: waits for a socket for a while, then sets the alarm for the next timer. Ends the run if
  /// nothing can come any more.
  ///
  /// The loop's own thread waits. Through Dispatch, two threads would be woken for each request of a client that waits for its
  /// answer, with four calls of the system between them: more than a small answer takes.
  ///
  /// - Parameter mayWait: Whether the loop may wait here, and not only by Dispatch.
  /// - Returns: Whether the drain continues.
  private func rest(mayWait: Bool = true) -> Bool {
    enum Next {
      case leave, end, goOn
      case wait(Poller, milliseconds: Int)
    }
    let next = state.withLock { state -> Next in
      if state.ending != nil { return .end }
      if !state.ready.isEmpty || !state.due.isEmpty { return .goOn }
      let deadline = state.timers.earliestDeadline()
      if deadline == nil, holds.load(ordering: .acquiring) == 0 {
        state.ending = state.ledger.openCount > 0 ? .deadlocked : .quiescent
        return .end
      }
      let left = deadline.map { max(0, $0.nanoseconds - clockReading.nanoseconds) }
      if left == 0 { return .goOn }
      if mayWait, let poller = state.poller {
        let milliseconds = min(longestWait.load(ordering: .relaxed), Int((left ?? .max) / 1_000_000))
        if milliseconds > 0 {
          state.isWaiting = true
          return .wait(poller, milliseconds: milliseconds)
        }
      }
      state.isDrainDue = false
      // To set it is a message to another thread, and most drains change no deadline.
      guard let deadline, let left, deadline != state.alarmInstant else { return .leave }
      state.alarmInstant = deadline
      alarm.schedule(deadline: .now() + .nanoseconds(Int(left)))
      return .leave
    }
    switch next {
    case .leave: return false
    case .goOn: return true
    case .end:
      finish()
      return false
    case .wait(let poller, let milliseconds):
      let isReady = poller.wait(milliseconds: milliseconds)
      state.withLock { $0.isWaiting = false }
      return isReady || rest(mayWait: false)
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
    dropped.2?.stop()
    onAlarm.set(nil)
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
