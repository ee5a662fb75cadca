// Swift tasks on a virtual loop: it is their executor, and drains their jobs by hand.

import Synchronization

extension VirtualEventLoop {
  /// Takes a segment of a task; the Swift runtime calls this when a task of the loop starts or is resumed.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if isCurrent { accept(job) } else { acceptFromOutside(job, for: .loop) }
  }

  /// Adds the segment to the ready events.
  ///
  /// - Parameters:
  ///   - executor: Where it runs on a loop that captures.
  ///   - isSettled: Whether it is known to be that of a task which prefers this loop.
  /// - Returns: The event; -1 if the segment has become none of its own.
  @discardableResult
  func accept(_ job: UnownedJob, for executor: CapturedWork.TargetExecutor = .loop, isSettled: Bool = false) -> Int {
    let paused = InstrumentedMemory.pause()
    defer { paused.resume() }
    if takesProcess(job) { return -1 }
    if isWaking, !executor.isMain {
      isWaking = false
      wokenJob = job
      captured?.wokenExecutor = executor
      return -1
    }
    let task = recording > .nothing || record != nil ? meet(RuntimeTask.id(of: job)) : nil
    let sequence = issueSequence(
      .task, { nameNumber(of: job, task, entersActor: executor.actor != nil) }, due: clockReading
    ) { record in
      if let task {
        if !ConcurrencyListening.isAvailable {
          record.noteUnseen("what tasks wait for, and which of them are cancelled")
        }
        record.append(segmentOf: task, childOf: tasks.records[task].parent, due: clockReading)
      } else {
        record.append(RuntimeJob.kind(of: job), by: callingTask, due: clockReading)
      }
    }
    if let actor = executor.actor { enqueue(sequence, on: actor) }
    if chooser.policy == .taskAffine, continuesCurrentTask(job) { affineSequence = sequence }
    if captured == nil {
      ready.append(.job(job, isSettled: isSettled), sequence: sequence)
    } else {
      ready.append(capturedEvent(job, for: executor, sequence: sequence), sequence: sequence)
    }
    return sequence
  }

  /// Whether this job continues the task that runs now: its own job, or one without a task, by which it enters an
  /// actor or yields.
  private func continuesCurrentTask(_ job: UnownedJob) -> Bool {
    let id = RuntimeTask.id(of: job)
    return currentRuntimeTask != 0 && (id == 0 || id == currentRuntimeTask)
  }

  /// The index of the task with the runtime's number `id`, met now if it was not met before; nil for an actor's job.
  private func meet(_ id: UInt64) -> Int? {
    if id == 0 { return nil }
    if let known = tasks.index(of: id) { return known }
    guard let spawned = pendingSpawn.take() else {
      if captured == nil { return tasks.meet(id, childOf: callingTask) }
      return tasks.meet(id, numberedChildOf: callingTask, named: nextTaskName.take())
    }
    let task = tasks.meet(id, label: spawned.label, site: spawned.site)
    ledger.assign(spawned.obligation, to: task)
    return task
  }

  /// Notes whose segment is about to run.
  func meetTask(of job: UnownedJob) {
    let id = RuntimeTask.id(of: job)
    if id != 0 { currentRuntimeTask = id }
    currentTask = recording > .nothing || record != nil ? meet(id) : nil
  }

  /// The task that asks for something now: the one whose segment runs, also inside an actor's job, or the immediate task that
  /// has begun inside that segment.
  var callingTask: Int? {
    if hasImmediateTasks, let task = tasks.index(of: RuntimeTask.currentID) { return task }
    return currentTask ?? tasks.index(of: RuntimeTask.currentID)
  }

  /// Notes that the running event starts work on Swift's global executor, and holds it back until the run is over.
  ///
  /// Deferred, the job cannot race with the loop: otherwise the event's task and the report would
  /// depend on the speed of another thread.
  func deferJob(_ job: UnownedJob) {
    let (label, site) = currentName
    escapes.append(Escape(kind: .unstructuredTask, label: label, site: site, captures: captured != nil))
    heldBack.append(job)
    let task = RuntimeTask.id(of: job)
    foreign.withLock { _ = $0.escaped.insert(task) }
  }

  /// Takes the work that was held back, which goes where it was going once the loop is idle.
  func takeHeldBack() -> [UnownedJob] {
    if heldBack.isEmpty { return [] }
    defer { heldBack = [] }
    return heldBack
  }

  /// The running event's name and creation site, as far as the loop keeps them.
  var currentName: (label: String, site: SourceSite?) {
    if let task = callingTask { return (tasks.records[task].label, tasks.records[task].site) }
    guard let event = log.currentName else { return ("an event of \(name)", nil) }
    return (event.label.isEmpty ? "an event" : event.label, event.site)
  }

  /// The number of a task's name in the log; of no name for a job without a task.
  func nameNumber(of task: Int?) -> Int32 {
    guard let task else { return EventName.none.number }
    if let known = tasks.records[task].name { return known }
    let number = log.names.number(of: tasks.records[task].label, at: tasks.records[task].site)
    tasks.name(task, number)
    return number
  }

  /// The number of a job's name: of its task, or, on a loop that captures, of the task that has posted it or enters an actor.
  private func nameNumber(of job: UnownedJob, _ task: Int?, entersActor: Bool) -> Int32 {
    guard task == nil || entersActor, captured != nil, let task = task ?? callingTask else {
      return nameNumber(of: task)
    }
    let label = tasks.records[task].label
    let kind = RuntimeJob.kind(of: job) == .yield ? "yield of" : "actor entered by"
    return log.names.number(of: "\(kind) \(label)", at: tasks.records[task].site)
  }

  /// The number of the running event's name.
  var currentNameNumber: Int32 {
    if let task = callingTask { return nameNumber(of: task) }
    let (label, site) = currentName
    return log.names.number(of: label, at: site)
  }
}
