// What a record knows of its steps only after the run: results, segments that only waited, and what came before what.

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
    if !tasks.tasks.isEmpty { edges.reserveCapacity(steps.count) }
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
