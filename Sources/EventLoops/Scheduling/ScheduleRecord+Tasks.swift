// What a record notes of Swift tasks: their segments, their cancellation, their results, and what they wait for.

extension ScheduleRecord {
  /// Notes that a segment of a task was posted.
  ///
  /// The first one is named by its descent, and the task by that. A later one is named by its task: which event posts
  /// it depends on the schedule where several have to happen before it.
  func append(segmentOf task: Int, childOf parent: Int?, due: Instant) {
    if let it = tasks[task] {
      settle(it)
      append(it.nextSegment, due: due)
    } else {
      append(due: due, isTimer: false)
      let name = ~events[events.count - 1].name
      tasks.add(task, RecordedTasks.Task(name: name, parent: parent, creation: currentStep))
      noteCreation(of: task)
    }
    lastTask = task
    events[events.count - 1].task = task
  }

  /// Notes that a task begins in the running step, in the place of its creator. It is named as one whose first segment the
  /// step posts, whatever posts its next one.
  func begin(immediateTask task: Int, childOf parent: Int?) {
    guard currentStep >= 0, tasks[task] == nil else { return }
    let name = ~Self.name(events[steps[currentStep].event].name, steps[currentStep].posts)
    steps[currentStep].posts += 1
    tasks.add(task, RecordedTasks.Task(name: name, parent: parent, creation: currentStep, firstStep: currentStep))
    noteCreation(of: task)
    // It may end before it is suspended.
    if let group = tasks[task]?.group { note(tasks.groups[group].results, .write) }
  }

  /// Notes that a job was posted that is not a segment of one task.
  func append(_ job: RuntimeJob.Kind, by task: Int?, due: Instant) {
    append(due: due, isTimer: false)
    if job == .yield, let task { events[events.count - 1].task = task }
    guard currentStep >= 0 else { return }
    switch job {
    case .yield: if let task { wait(.resumption, by: task) }
    case .task, .other:
      hasMetActors = true
      meetActors()
    }
  }

  /// Notes that the running step runs a segment of a task, or a job that is not a segment of one task.
  func runsSegment(of task: Int?, _ job: RuntimeJob.Kind) {
    guard currentStep >= 0 else { return }
    let step = currentStep
    guard let task, let it = tasks[task] else {
      if job == .yield { steps[step].isRuntimeOnly = true }
      if job != .yield { steps[step].visibility = .none }
      return
    }
    settle(it)
    if case .task(let awaited) = it.wait { joins.append((step, .task(awaited), true)) }
    stopWaiting(it)
    it.waitSites = CallSites()
    beginUnseenCode(of: task)
    steps[step].task = task
    steps[step].previous = it.lastStep
    it.lastStep = step
    account(it.name, .read)
    for group in it.groups where !tasks.groups[group].members.isEmpty {
      account(tasks.groups[group].results, .read)
    }
    if case .drain(let group) = it.wait { joins.append((step, .group(group), true)) }
  }

  /// Counts the last segment of a task, now that there is to be another one.
  private func settle(_ it: RecordedTasks.Task) {
    guard it.lastStep >= 0, it.settledStep < it.lastStep else { return }
    it.settledStep = it.lastStep
    steps[it.lastStep].wait = it.wait
    if mayHaveEnteredAnActor(it), steps[it.lastStep].visibility == .full {
      steps[it.lastStep].visibility = .meetsActors
    }
    if it.lastStep != currentStep, steps[it.lastStep].effects == 0, it.wait.isForTasks { return }
    it.segments += 1
  }

  /// Whether a task may have entered an actor at the end of its last segment. A continuation that was resumed before the task
  /// was suspended lets the same segment continue, so that is not known of any wait once there are actors. Where tasks enter
  /// actors in events of their own, that is seen, and it concerns actors only that were scheduled otherwise.
  func mayHaveEnteredAnActor(_ task: RecordedTasks.Task) -> Bool {
    !seesActors && task.wait == .unknown || hasMetActors
  }

  /// A task that waits for all tasks of a group is resumed by each of them, and waits again until the last one.
  private func stopWaiting(_ it: RecordedTasks.Task) {
    let last = it.lastStep < 0 ? it.firstStep : it.lastStep
    if case .drain = it.wait, it.waitStep == last || last >= 0 && steps[last].effects == 0 { return }
    it.wait = .unknown
  }

  /// Notes what the running segment of a task is about to wait for.
  func wait(_ wait: RecordedTasks.Wait, by task: Int) {
    guard let it = tasks[task] else { return }
    it.wait = wait
    it.waitStep = currentStep
  }

  /// Notes that the running step may hand a task to an actor, or change the state of a task that an actor runs.
  func meetActors() {
    guard currentStep >= 0 else { return }
    if steps[currentStep].visibility == .full { steps[currentStep].visibility = .meetsActors }
  }
}

extension ScheduleRecord {
  /// Notes that the running step cancels a task and with it the tasks below it, or tries to.
  func cancel(task: Int) {
    guard let name = tasks[task]?.name else { return }
    note(name, .write)
    for below in tasks.tasks.indices where tasks.descends(below, from: task) {
      if let name = tasks[below]?.name { note(name, .write) }
    }
    // What a task waits for is not seen: cancelling one that waits for a stream ends the stream, and the segments of a task
    // on an actor read its flag as well.
    note(Self.streams, .update)
    meetActors()
  }

  /// Notes that the running step cancels the tasks of a group.
  func cancel(group: Int) {
    for member in tasks.groups[group].members { cancel(task: member) }
  }

  /// Notes that the running step asks whether a task is cancelled.
  func readCancellation(of task: Int) {
    if let name = tasks[task]?.name { note(name, .read) }
  }

  /// Notes that a task waits for the end of another one, which may be over.
  func wait(forTask awaited: Int, by task: Int?) {
    guard currentStep >= 0, let state = tasks[awaited]?.result else { return }
    account(state, .read)
    if steps[currentStep].effects == 0 { joins.append((currentStep, .task(awaited), false)) }
    if let task {
      tasks[task]?.ended.append(awaited)
      wait(.task(awaited), by: task)
    }
  }

  /// Notes that a task leaves the scope of an `async let`: unless it has waited for it, that cancels it and waits.
  func leave(asyncLet awaited: Int, of task: Int) {
    if tasks[task]?.ended.contains(awaited) == true { return }
    cancel(task: awaited)
    wait(forTask: awaited, by: task)
  }

  /// Notes that a task waits for all tasks of a group, in whatever order they end.
  ///
  /// - Parameter cancelsOnFailure: Whether the first failure cancels the others.
  func wait(forAllOf group: Int, cancelsOnFailure: Bool, by task: Int) {
    if tasks.groups[group].drainStep < 0 {
      tasks.groups[group].drainStep = currentStep
      tasks.groups[group].cancelsOnFailure = cancelsOnFailure
    }
    if currentStep >= 0, steps[currentStep].effects == 0 { joins.append((currentStep, .group(group), false)) }
    wait(.drain(group: group), by: task)
  }

  /// Notes what the step that has just ended did without a call that could be seen: a task that failed in a group that
  /// discards results has cancelled the others.
  @inline(__always)
  func endStep() {
    if memory != nil { endMemory() }
    if !tasks.groups.isEmpty { endStepOfGroup() }
  }

  private func endStepOfGroup() {
    guard currentStep >= 0, steps[currentStep].task >= 0, let task = tasks[steps[currentStep].task],
      let group = task.group, tasks.groups[group].cancelsOnFailure, !tasks.groups[group].isCancelled,
      RuntimeGroup.isCancelled(at: tasks.groups[group].address)
    else { return }
    tasks.groups[group].isCancelled = true
    cancel(group: group)
  }
}
