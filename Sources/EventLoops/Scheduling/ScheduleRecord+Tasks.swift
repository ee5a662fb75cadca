// What a record notes of Swift tasks: their segments, their cancellation, their results, and what they wait for.

extension ScheduleRecord {
  /// Notes that a segment of a task was posted.
  ///
  /// The first one is named by its descent, and the task by that. A later one is named by its task: which event posts
  /// it depends on the schedule where several have to happen before it.
  func append(segmentOf task: Int, childOf parent: Int?, due: Instant) {
    if tasks[task] == nil {
      append(due: due, isTimer: false)
      let name = ~events[events.count - 1].name
      tasks.add(task, RecordedTasks.Task(name: name, parent: parent, creation: currentStep))
      noteCreation(of: task)
    } else {
      settle(task)
      append(tasks.tasks[task]?.nextSegment ?? 0, due: due)
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
    guard let task, tasks[task] != nil else {
      if job == .yield { steps[currentStep].isRuntimeOnly = true }
      if job != .yield { steps[currentStep].visibility = .none }
      return
    }
    settle(task)
    if case .task(let awaited)? = tasks[task]?.wait { joins.append((currentStep, .task(awaited), true)) }
    goOnWaiting(task)
    tasks.tasks[task]?.waitSites.removeAll(keepingCapacity: true)
    beginUnseenCode(of: task)
    steps[currentStep].task = task
    steps[currentStep].previous = tasks.tasks[task]?.lastStep ?? -1
    tasks.tasks[task]?.lastStep = currentStep
    guard let it = tasks[task] else { return }
    account(it.name, .read)
    for group in it.groups where !tasks.groups[group].members.isEmpty {
      account(tasks.groups[group].results, .read)
    }
    if case .drain(let group) = it.wait { joins.append((currentStep, .group(group), true)) }
  }

  /// Counts the last segment of a task, now that there is to be another one.
  private func settle(_ task: Int) {
    guard let it = tasks[task], it.lastStep >= 0, it.settledStep < it.lastStep else { return }
    tasks.tasks[task]?.settledStep = it.lastStep
    steps[it.lastStep].wait = it.wait
    if mayHaveEnteredAnActor(it), steps[it.lastStep].visibility == .full {
      steps[it.lastStep].visibility = .meetsActors
    }
    if it.lastStep != currentStep, steps[it.lastStep].effects == 0, it.wait.isForTasks { return }
    tasks.tasks[task]?.segments += 1
  }

  /// Whether a task may have entered an actor at the end of its last segment. A continuation that was resumed before the task
  /// was suspended lets the same segment continue, so that is not known of any wait once there are actors. Where tasks enter
  /// actors in events of their own, that is seen, and it concerns actors only that were scheduled otherwise.
  private func mayHaveEnteredAnActor(_ task: RecordedTasks.Task) -> Bool {
    !seesActors && task.wait == .unknown || hasMetActors
  }

  /// A task that waits for all tasks of a group is resumed by each of them, and waits again until the last one.
  private func goOnWaiting(_ task: Int) {
    guard let it = tasks[task] else { return }
    let last = it.lastStep < 0 ? it.firstStep : it.lastStep
    if case .drain = it.wait, it.waitStep == last || last >= 0 && steps[last].effects == 0 { return }
    tasks.tasks[task]?.wait = .unknown
  }

  /// Notes what the running segment of a task is about to wait for.
  func wait(_ wait: RecordedTasks.Wait, by task: Int) {
    guard tasks[task] != nil else { return }
    tasks.tasks[task]?.wait = wait
    tasks.tasks[task]?.waitStep = currentStep
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
      tasks.tasks[task]?.ended.append(awaited)
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
  func endStep() {
    endMemory()
    guard currentStep >= 0, steps[currentStep].task >= 0, let task = tasks[steps[currentStep].task],
      let group = task.group, tasks.groups[group].cancelsOnFailure, !tasks.groups[group].isCancelled,
      RuntimeGroup.isCancelled(at: tasks.groups[group].address)
    else { return }
    tasks.groups[group].isCancelled = true
    cancel(group: group)
  }
}

extension ScheduleRecord {
  /// Whether it is known what the task of a step waits for after it, of the last step of its task.
  func waitIsKnown(at step: Int) -> Bool {
    guard let task = tasks[steps[step].task], task.lastStep == step else { return false }
    return !mayHaveEnteredAnActor(task)
  }

  /// The state in which a step leaves its task's result if it is the task's last one, and how.
  func result(ofStep step: Int) -> (state: UInt64, mode: Footprint.Mode)? {
    guard steps[step].task >= 0, let task = tasks[steps[step].task] else { return nil }
    guard let group = task.group else { return (task.result, .update) }
    let isDrained = (0...step).contains(tasks.groups[group].drainStep)
    return (tasks.groups[group].results, isDrained ? .update : .write)
  }

  /// Adds what is known only after the run: which segment was the last of its task, which one resumed only to wait
  /// again, and which results a segment had to wait for.
  package func finish() {
    endStep()
    pickSharedMemory()
    for case let task? in tasks.tasks where task.lastStep >= 0 { finishLastStep(of: task) }
    if keepsPlaces { places.sort { $0.step < $1.step } }
    if hasMetActors { meetActorsEverywhere() }
    for step in steps.indices where steps[step].previous >= 0 { markIdle(steps[step].previous) }
    for step in steps.indices where steps[step].task >= 0 {
      let before = segment(before: step)
      if before >= 0 { edges.append((step, before)) }
    }
    addJoins()
    for enabling in enablings where events[enabling.event].step >= 0 {
      edges.append((events[enabling.event].step, enabling.step))
    }
    for order in orders where events[order.event].step >= 0 && events[order.before].step >= 0 {
      edges.append((events[order.event].step, events[order.before].step))
    }
    sortEdges()
    hashLateFindings()
  }

  /// Counts all segments of tasks alike, whether they ran before or after the first actor was met: that depends on the
  /// schedule, and what a segment conflicts with must not.
  private func meetActorsEverywhere() {
    for step in steps.indices where steps[step].task >= 0 && steps[step].visibility == .full {
      steps[step].visibility = .meetsActors
    }
  }

  /// The last segment of a task leaves the task's result, and may have been on an actor.
  private func finishLastStep(of task: RecordedTasks.Task) {
    let step = task.lastStep
    if hasMetActors, steps[step].visibility == .full { steps[step].visibility = .meetsActors }
    guard let result = result(ofStep: step) else { return }
    (steps[step].result, steps[step].resultMode) = (result.state, result.mode)
    if task.group != nil, result.mode == .write { noteResult(in: result.state, ofStep: step) }
    steps[step].bits.add(Footprint.Bits.bit(of: result.state), result.mode)
  }

  /// The segment of the same task before a step, without those that resumed only to wait again, or else the step in which an
  /// immediate task began; -1 if there is none.
  private func segment(before step: Int) -> Int {
    var before = steps[step].previous
    while before >= 0, steps[before].isIdle { before = steps[before].previous }
    return before >= 0 ? before : tasks[steps[step].task]?.firstStep ?? -1
  }

  /// A segment comes after the ends of the tasks that it found finished, or that resumed it, and after those that the idle
  /// segments just before it came after.
  private func addJoins() {
    if joins.isEmpty { return }
    var heir = [Int](repeating: -1, count: steps.count)
    for step in steps.indices.reversed() where steps[step].previous >= 0 && steps[steps[step].previous].isIdle {
      heir[steps[step].previous] = heir[step] < 0 ? step : heir[step]
    }
    for join in joins {
      // What it has read before it came to wait may depend on the task.
      if !join.isResumption, touchesWhatOthersChange(join.step) { continue }
      let step = heir[join.step] < 0 ? join.step : heir[join.step]
      switch join.awaited {
      case .task(let task): addEdge(from: task, to: step)
      case .group(let group): for member in tasks.groups[group].members { addEdge(from: member, to: step) }
      }
    }
  }

  private func addEdge(from task: Int, to step: Int) {
    guard let last = tasks[task]?.lastStep, last >= 0, last < step else { return }
    edges.append((step, last))
  }

  /// Marks a segment that did nothing but continue waiting for tasks, although there is another one after it.
  private func markIdle(_ step: Int) {
    guard steps[step].effects == 0, !touchesWhatOthersChange(step) else { return }
    switch steps[step].wait {
    case .task, .next: steps[step].isIdle = true
    case .drain(let group):
      steps[step].isIdle = tasks.groups[group].members.contains { (tasks[$0]?.lastStep ?? -1) > step }
    case .unknown, .resumption: break
    }
  }

  /// Puts the edges in the order of the steps, each of them once.
  private func sortEdges() {
    edges.sort { ($0.step, $0.predecessor) < ($1.step, $1.predecessor) }
    var count = 0
    for edge in edges where count == 0 || edges[count - 1] != edge {
      edges[count] = edge
      count += 1
    }
    edges.removeLast(edges.count - count)
  }

  /// Sums up for each step what was not known when it ran.
  private func hashLateFindings() {
    var edge = 0
    for step in steps.indices {
      let it = steps[step]
      var hash = it.result &+ UInt64(it.resultMode.rawValue) &+ UInt64(it.visibility.rawValue) &* 5
      if it.isIdle { hash = ~hash }
      steps[step].firstEdge = edge
      while edge < edges.count, edges[edge].step == step {
        hash = Self.name(hash, edges[edge].predecessor)
        edge += 1
      }
      steps[step].edgeCount = edge - steps[step].firstEdge
      steps[step].lateHash = hash
    }
  }
}
