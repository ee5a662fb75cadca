// Running a virtual loop: to quiescence, up to an instant, by a step.

import Synchronization

extension VirtualEventLoop {
  /// Runs until nothing is ready and no timer is set. The clock then shows the instant of the last event.
  ///
  /// - Returns: How the run ended, and what it left behind. (`run { … }` throws if the run is not clean.)
  @discardableResult
  public func run() -> Report {
    drive(through: .distantFuture, landsOnTarget: false)
  }

  /// Runs everything due up to and including `instant`. The clock then shows `instant`.
  @discardableResult
  public func run(until instant: Instant) -> Report {
    drive(through: instant, landsOnTarget: true)
  }

  /// Runs everything due up to and including now + `duration`. The clock then shows that instant.
  @discardableResult
  public func advance(by duration: Duration) -> Report {
    run(until: now.advanced(by: duration))
  }

  /// Runs everything due now, and what that posts at the same instant; the clock stays.
  @discardableResult
  public func settle() -> Report {
    run(until: now)
  }

  /// Runs the next event, moving the clock to it if need be.
  ///
  /// - Returns: Whether there was one. The limits do not apply.
  @discardableResult
  public func step() -> Bool {
    guard RunningLoop.current == nil else { return false }
    return whileRunning {
      var left = 1
      runEvents(through: .distantFuture, atMost: &left) { true }
      return left == 0
    } ?? false
  }

  private func drive(through target: Instant, landsOnTarget: Bool) -> Report {
    if let refusal = refusalToNest { return refusal }
    let outcome = whileRunning {
      let horizon = min(target, limits.instant)
      var left = limits.steps
      runEvents(through: horizon, atMost: &left) { keptText <= limits.text }
      if driver?.endsRun == true { return reportOfRun(.stopped) }
      if let stop = limitReached(by: target, stepsLeft: left) { return reportOfRun(stop) }
      if landsOnTarget { clockReading = max(clockReading, target) }
      return reportOfRun(endingWhenIdle)
    }
    return outcome ?? refusal(.occupied)
  }

  /// What has stopped a run up to `target` before its end, a limit or a trap; nil if nothing has.
  func limitReached(by target: Instant, stepsLeft: Int) -> Report.Ending? {
    if hasTrapped { return .paused }
    if keptText > limits.text { return .textLimit(limits.text, last: lastEventName) }
    if stepsLeft == 0, hasWork(through: min(target, limits.instant)) {
      return .stepLimit(limits.steps, last: lastEventName)
    }
    if limits.instant < target, hasWork(through: target) { return .timeLimit(limits.instant, last: lastEventName) }
    return nil
  }

  /// What a run inside an event comes to; nil if the caller is not in one.
  var refusalToNest: Report? {
    RunningLoop.current.map { refusal(.nested(inner: name, outer: $0.name)) }
  }

  /// Claims the loop for this thread while `body` runs; nil if another thread has it, or this one while it is idle.
  func whileRunning<Result>(_ body: () -> Result) -> Result? {
    if gate.isVisitor { return nil }
    let isClaimed = gate.transition {
      if isRunning { return false }
      runner.store(ThreadIdentity.current, ordering: .relaxed)
      return true
    }
    guard isClaimed else { return nil }
    let (result, heldBack) = turn.withLock { _ in
      // Before the loop counts as running on this thread: installing the hook starts a task.
      if watchesEscapes, !GlobalEnqueueWatch.install() { isHookReplaced = true }
      // Without a record of events, the watcher cannot tell when the first one begins.
      running.name.store(recording == .everything ? RunningEvent.none : RunningEvent.unnamed, ordering: .releasing)
      // The watcher has a timer of Dispatch, which must not be the loop's.
      if let limit = watch.limit { LoopWatcher.shared.begin(self, limit: limit) }
      RunningLoop.current = self
      if isPlain, captured == nil { RuntimeTask.takeNewTasks(of: self) }
      newestOldTask = GlobalEnqueueWatch.newestTask()
      takeDeferred()
      let result = body()
      RunningLoop.current = nil
      RuntimeTask.stopTaking()
      if watch.limit != nil { LoopWatcher.shared.end(self) }
      let heldBack = takeHeldBack()
      gate.transition { runner.store(0, ordering: .relaxed) }
      return (result, heldBack)
    }
    // From here on it may touch the loop, as any thread may while the loop is idle.
    for job in heldBack { globalConcurrentExecutor.enqueue(job) }
    return result
  }

  /// Runs one event after another until there is none.
  ///
  /// - Parameters:
  ///   - horizon: The last instant to which the clock may move.
  ///   - left: How many events may run; less by those that have.
  ///   - isWanted: Whether to run another event; it is called before each.
  @inline(__always)
  func runEvents(through horizon: Instant, atMost left: inout Int, while isWanted: () -> Bool) {
    if let threads { return threads.runEvents(through: horizon, atMost: &left, while: isWanted) }
    if isPlain { return runPlainEvents(through: horizon, atMost: &left, while: isWanted) }
    while left > 0, isWanted(), let event = nextEvent(through: horizon) {
      run(event)
      left -= 1
    }
  }

  // region next-event
  /// Takes the next event that is due by `horizon`, moving the clock to it.
  @inline(__always)
  func nextEvent(through horizon: Instant) -> ReadyEvent? {
    if !choosesFirst { return chosenEvent(through: horizon) }
    while true {
      // Timers due at this instant were all armed before it began, hence before anything posted during it.
      if timers.mayHave(dueBy: clockReading), let event = timers.takeDue(by: clockReading) { return event }
      if let event = ready.popFirst() {
        guard let ticket = event.ticket, !timers.holds(ticket) else { return event }
        cancelledReady -= 1
      } else if !resumeSettled() {
        // Nothing is due: the clock moves to the next timer.
        guard let event = timers.takeDue(by: horizon) else { return nil }
        clockReading = timers.poppedDeadline
        return event
      }
    }
  }
  // endregion

  /// As `nextEvent`, but every ready event is a candidate, and the policy chooses.
  @inline(never)
  func chosenEvent(through horizon: Instant) -> ReadyEvent? {
    notedRecord?._withUnsafeGuaranteedRef { $0.endMemory() }
    while true {
      gatherDueTimers()
      let places = eligiblePlaces
      let hasEvents = places.map { !$0.isEmpty } ?? !ready.isEmpty
      if hasEvents, let notedRecord {
        return notedRecord._withUnsafeGuaranteedRef { drivenPlace($0, among: places) }.flatMap { ready.remove(at: $0) }
      }
      if let next = affineIndex { return ready.remove(at: next) }
      currentRuntimeTask = 0
      if hasEvents { return ready.remove(at: chosenIndex(among: places)) }
      if driver != nil, dispatch != nil { record?.endStep() }
      guard resumeSettled() || moveClock(through: horizon) else { return nil }
      notedRecord?._withUnsafeGuaranteedRef { $0.moveClock() }
    }
  }

  /// The places of the events that may run now; nil if all may that are ready.
  private var eligiblePlaces: [Int]? {
    let places = reactions.eligible(ready)
    guard let dispatch else { return places }
    return dispatch.eligible(ready, among: places)
  }

  /// The policy's choice among the ready events.
  private func chosenIndex(among places: [Int]?) -> Int {
    let count = places?.count ?? ready.count
    let picked = count > 1 && !choosesFirst ? decide(.next, among: count, for: nil) : 0
    return places?[picked] ?? picked
  }

  /// Brings the timers that are due into the ready queue, and drops the cancelled ones from there.
  private func gatherDueTimers() {
    while timers.mayHave(dueBy: clockReading), let ticket = timers.popDue(by: clockReading) {
      ready.append(.timer(ticket), sequence: ticket.sequence)
      dispatch?.arrive(ticket.sequence)
    }
    guard cancelledReady > 0 else { return }
    ready.removeTimers { !timers.holds($0) }
    cancelledReady = 0
  }

  /// Under the task-affine policy, the ready event that continues the task that ran last.
  private var affineIndex: Int? {
    guard let sequence = affineSequence.take() else { return nil }
    return (0..<ready.count).first { ready.sequence(at: $0) == sequence }
  }

  /// Resumes the task that has waited longest until nothing else is due.
  func resumeSettled() -> Bool {
    if settling.isEmpty { return false }
    settling.removeFirst().resume()
    return true
  }

  /// Moves the clock to the earliest pending timer, if it is due by `horizon`.
  private func moveClock(through horizon: Instant) -> Bool {
    guard let deadline = timers.earliestDeadline(), deadline <= horizon else { return false }
    clockReading = deadline
    return true
  }

  /// Whether an event is ready that may run.
  var hasEventsToRun: Bool {
    guard ready.count > cancelledReady else { return false }
    return dispatch?.canRunAny(of: ready) ?? true
  }

  /// Whether anything is left to run by `horizon`.
  func hasWork(through horizon: Instant) -> Bool {
    if hasEventsToRun { return true }
    guard let deadline = timers.earliestDeadline() else { return false }
    return deadline <= horizon
  }

  /// Runs one event: a callback, a segment of a task, or a sleeping task's segment.
  @inline(__always)
  func run(_ event: consuming ReadyEvent) {
    // A driven event is in the driver's record by now.
    begin(event.sequence)
    switch consume event.work {
    case .callback(let body): body()
    case .wake(let continuation, let isSettled): wake(continuation, isSettled)
    case .job(let job, let isSettled): run(job, isSettled: isSettled)
    case .timer(let ticket): runTimer(ticket)
    }
    end()
  }

  /// Notes that an event begins.
  @inline(__always)
  func begin(_ sequence: Int) {
    ranCount += 1
    guard recording == .everything else { return }
    log.beginTurn(sequence, at: clockReading)
    running.name.store(log.nameNumber(of: sequence), ordering: .releasing)
  }

  /// Notes that the event has ended.
  @inline(__always)
  func end() {
    if recording == .everything { log.endTurn() }
  }

  private func runTimer(_ ticket: Ticket) {
    switch timers.take(ticket) {
    case .callback(let body): body()
    case .wake(let continuation, let isSettled): wake(continuation, isSettled)
    default: break
    }
  }

  /// Runs the segment of a task that was asleep in the very event that wakes it.
  ///
  /// Resuming enqueues the segment as a job; taking that job at once, rather than queueing it, keeps the total
  /// order: sleepers and timers that are due at the same instant run in the order in which they were armed.
  ///
  /// - Parameter isSettled: Whether the loop may run the segment itself, since resuming would only bring it here.
  func wake(_ continuation: UnsafeContinuation<Void, any Error>, _ isSettled: Bool) {
    if isSettled { return run(RuntimeTask.segment(after: continuation), isSettled: true) }
    isWaking = true
    continuation.resume()
    isWaking = false
    runWoken()
  }

  /// Runs the segment that was taken while a sleep was being woken.
  func runWoken() {
    guard let job = wokenJob else { return }
    wokenJob = nil
    if let captured { runCaptured(job, for: captured.wokenExecutor) } else { run(job) }
  }

  @inline(__always)
  private func run(_ job: UnownedJob, isSettled: Bool = false) {
    prepare(job)
    RuntimeTask.runSegment(job, on: self, isSettled: isSettled)
    currentTask = nil
  }

  /// Notes whose segment is about to run.
  @inline(__always)
  func prepare(_ job: UnownedJob) {
    if recording > .nothing || chooser.policy == .taskAffine || record != nil { meetTask(of: job) }
    record?.runsSegment(of: currentTask, RuntimeJob.kind(of: job))
  }
}
