// Calls of actors as events of a capturing loop.

extension VirtualEventLoop {
  /// Whether a task waits as an event of its own before it enters an actor.
  ///
  /// An immediate task enters an actor that is free at once, in the event of its creator, as it does everywhere.
  ///
  /// - Parameters:
  ///   - actor: The address of the actor; 0 for a task that leaves one.
  ///   - isCallingTask: Whether the task is the one that asks, and not one that is about to be created.
  func holdsBack(before actor: UInt, isCallingTask: Bool) -> Bool {
    if isCallingTask {
      if actor != 0, actorCalls.entrance == actor {
        (actorCalls.entrance, actorCalls.isEntering) = (0, true)
        return false
      }
      if let running = actorCalls.runningTask, RuntimeTask.currentID != running {
        // The task has begun inside the event.
        if actor == 0 { return false }
        record?.readOccupation(ofActor: actor)
        actorCalls.entersInPlace = !actorCalls.isOccupied(actor)
      }
      if let record, let task = callingTask { record.wait(.resumption, by: task) }
    }
    actorCalls.nextEntrance = actor
    return true
  }

  /// Takes the job of a task that waits to enter an actor.
  func acceptForActor(_ job: UnownedJob) {
    let actor = actorCalls.nextEntrance
    actorCalls.nextEntrance = 0
    guard actor != 0, actorCalls.entersInPlace else {
      accept(job, for: actor == 0 ? .global : .actor(actor))
      return
    }
    actorCalls.entersInPlace = false
    record?.enterInPlace(actor: actor)
    enter(actor, job)
  }

  /// Keeps the order in which tasks enter an actor.
  func enqueue(_ sequence: Int, on actor: UInt) {
    actorCalls.add(actor)
    if !choosesFirst { _ = reactions.add(sequence, of: ScheduleRecord.name(UInt64(actor), 7)) }
    record?.enqueue(sequence, on: actor)
  }

  /// Takes the job by which the runtime schedules the actor that the running event enters.
  ///
  /// - Returns: Whether it is that job.
  func takesProcess(_ job: UnownedJob) -> Bool {
    guard actorCalls.isEntering, RuntimeJob.kind(of: job) == .other else { return false }
    actorCalls.isEntering = false
    actorCalls.process = job
    return true
  }

  /// Runs a segment of a task on an actor.
  func run(_ job: UnownedJob, on actor: UInt) {
    actorCalls.remove(actor)
    record?.enter(actor: actor)
    enter(actor, job)
  }

  private func enter(_ actor: UInt, _ job: UnownedJob) {
    let before = actorCalls.entered
    (actorCalls.entrance, actorCalls.entered) = (actor, actor)
    job.runSynchronously(on: ActorGate.shared.asUnownedSerialExecutor())
    (actorCalls.entrance, actorCalls.isEntering) = (0, false)
    // None comes if the actor was scheduled before, by a part of the concurrency library that does not pass the gate.
    actorCalls.process.take()?.runSynchronously(on: CapturingTaskExecutor.shared.asUnownedTaskExecutor())
    actorCalls.entered = before
  }
}
