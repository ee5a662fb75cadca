// Running a virtual loop: to quiescence, up to an instant, by a step.

import Synchronization

extension VirtualEventLoop {
  /// Runs until nothing is ready and no timer is set. The clock then stands at the last event.
  public func run() -> Report {
    drive(through: .distantFuture, landsOnTarget: false)
  }

  /// Runs everything due up to and including `instant`; the clock then stands there.
  public func run(until instant: Instant) -> Report {
    drive(through: instant, landsOnTarget: true)
  }

  /// Runs everything due up to and including now + `duration`; the clock then stands there.
  public func advance(by duration: Duration) -> Report {
    run(until: now.advanced(by: duration))
  }

  /// Runs the next event, moving the clock to it if need be.
  ///
  /// - Returns: Whether there was one. The limits do not apply.
  public func step() -> Bool {
    guard RunningLoop.current == nil else { return false }
    return whileRunning {
      guard let event = nextEvent(through: .distantFuture) else { return false }
      run(event)
      return true
    } ?? false
  }

  /// Runs an async operation as a task of this loop, to its end, and returns what it returned.
  ///
  /// - Throws: What the operation throws, or a `RunError` if the loop stopped before the operation ended.
  public func run<Success: Sendable>(
    _ label: String = "main", fileID: StaticString = #fileID, line: UInt32 = #line,
    _ operation: @escaping @Sendable () async throws -> Success
  ) throws -> Success {
    if let refusal = refusalToNest { throw RunError(report: refusal) }
    let result = LoopConfined<Result<Success, any Error>?>(nil, on: self)
    spawn(label, fileID: fileID, line: line) {
      do {
        let value = try await operation()
        result.value = .success(value)
      } catch {
        result.value = .failure(error)
      }
    }
    let report = run()
    guard let result = result.value else { throw RunError(report: report) }
    return try result.get()
  }

  private func drive(through target: Instant, landsOnTarget: Bool) -> Report {
    if let refusal = refusalToNest { return refusal }
    let outcome = whileRunning {
      let horizon = min(target, limits.instant)
      var left = limits.steps
      while left > 0, let event = nextEvent(through: horizon) {
        run(event)
        left -= 1
      }
      if driver?.endsRun == true { return report(.stopped) }
      if left == 0, hasWork(through: horizon) { return report(.stepLimit(limits.steps, last: lastEventName)) }
      if horizon < target, hasWork(through: target) { return report(.timeLimit(limits.instant, last: lastEventName)) }
      if landsOnTarget { clockReading = max(clockReading, target) }
      return report(endingWhenIdle)
    }
    return outcome ?? refusal(.occupied)
  }

  /// What a run inside an event comes to; nil if the caller is not in one.
  private var refusalToNest: Report? {
    RunningLoop.current.map { refusal(.nested(inner: name, outer: $0.name)) }
  }

  /// Claims the loop for this thread while `body` runs; nil if another thread has it.
  private func whileRunning<Result>(_ body: () -> Result) -> Result? {
    let isClaimed = gate.withLock { _ in
      if runner.load(ordering: .relaxed) != 0 { return false }
      runner.store(ThreadIdentity.current, ordering: .relaxed)
      return true
    }
    guard isClaimed else { return nil }
    RunningLoop.current = self
    newestOldTask = GlobalEnqueueWatch.newestTask()
    defer {
      RunningLoop.current = nil
      releaseHeldBack()
      gate.withLock { _ in runner.store(0, ordering: .relaxed) }
    }
    return body()
  }

  // region next-event
  /// Takes the next event that is due by `horizon`, moving the clock to it.
  @inline(__always)
  private func nextEvent(through horizon: Instant) -> ReadyEvent? {
    if !choosesFirst { return chosenEvent(through: horizon) }
    while true {
      // Timers due at this instant were all armed before it began, hence before anything posted during it.
      if let event = timers.takeDue(by: clockReading) { return event }
      if let event = ready.popFirst() {
        guard let ticket = event.ticket, !timers.holds(ticket) else { return event }
        cancelledReady -= 1
      } else if !moveClock(through: horizon) {
        return nil
      }
    }
  }
  // endregion

  /// As `nextEvent`, but every ready event is a candidate, and the policy chooses.
  @inline(never)
  private func chosenEvent(through horizon: Instant) -> ReadyEvent? {
    while true {
      gatherDueTimers()
      if let record, !ready.isEmpty { return drivenEvent(record) }
      if let next = affineIndex { return ready.remove(at: next) }
      currentRuntimeTask = 0
      if !ready.isEmpty { return ready.remove(at: chosenIndex) }
      guard moveClock(through: horizon) else { return nil }
      record?.moveClock()
    }
  }

  /// The policy's choice among the ready events.
  private var chosenIndex: Int {
    let places = reactions.eligible(ready)
    let count = places?.count ?? ready.count
    let picked = count > 1 ? decide(.next, among: count, for: nil) : 0
    return places?[picked] ?? picked
  }

  /// Brings the timers that are due into the ready queue, and drops the cancelled ones from there.
  private func gatherDueTimers() {
    while let ticket = timers.popDue(by: clockReading) {
      ready.append(.timer(ticket), sequence: ticket.sequence)
    }
    guard cancelledReady > 0 else { return }
    ready.removeTimers { !timers.holds($0) }
    cancelledReady = 0
  }

  /// Under the task-affine policy, the ready event with which the task goes on that ran last.
  private var affineIndex: Int? {
    guard let sequence = affineSequence.take() else { return nil }
    return (0..<ready.count).first { ready.sequence(at: $0) == sequence }
  }

  // region move-clock
  /// Moves the clock to the earliest pending timer, if it is due by `horizon`.
  private func moveClock(through horizon: Instant) -> Bool {
    guard let deadline = timers.earliestDeadline(), deadline <= horizon else { return false }
    clockReading = deadline
    return true
  }
  // endregion

  /// Whether anything is left to run by `horizon`.
  private func hasWork(through horizon: Instant) -> Bool {
    if ready.count > cancelledReady { return true }
    guard let deadline = timers.earliestDeadline() else { return false }
    return deadline <= horizon
  }

  /// Runs one event: a callback, a segment of a task, or a sleeping task's segment.
  @inline(__always)
  private func run(_ event: consuming ReadyEvent) {
    ranCount += 1
    // A driven event is in the driver's record by now.
    if recording == .everything { log.beginTurn(event.sequence, at: clockReading) }
    switch consume event.work {
    case .callback(let body): body()
    case .wake(let continuation): wake(continuation)
    case .job(let job): run(job)
    case .timer(let ticket): runTimer(ticket)
    }
    if recording == .everything { log.endTurn() }
  }

  private func runTimer(_ ticket: Ticket) {
    switch timers.take(ticket) {
    case .callback(let body): body()
    case .wake(let continuation): wake(continuation)
    default: break
    }
  }

  /// Runs the segment of a task that was asleep in the very event that wakes it.
  ///
  /// Resuming enqueues the segment as a job; taking that job at once, rather than queueing it, keeps the total
  /// order: the sleeper goes on in the order in which it lay down, beside timers that are due at the same instant.
  private func wake(_ continuation: UnsafeContinuation<Void, any Error>) {
    isWaking = true
    continuation.resume()
    isWaking = false
    runWoken()
  }

  /// Runs the segment that was taken while a sleep was being woken.
  func runWoken() {
    guard let job = wokenJob else { return }
    wokenJob = nil
    if let captured { runCaptured(job, for: captured.wokenSeat) } else { run(job) }
  }

  @inline(__always)
  private func run(_ job: UnownedJob) {
    prepare(job)
    job.runSynchronously(on: asUnownedTaskExecutor())
    currentTask = nil
  }

  /// Notes whose segment is about to run.
  @inline(__always)
  func prepare(_ job: UnownedJob) {
    if recording > .nothing || chooser.policy == .taskAffine || record != nil { meetTask(of: job) }
    record?.runsSegment(of: currentTask, RuntimeJob.kind(of: job))
  }
}
