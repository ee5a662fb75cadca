// What the tasks of a driven run wait for when the run is over.

/// The tasks that have not ended, as far as the record of a run tells, and what each waits for.
///
/// A task that waits for another task or for a group has not ended if what it waits for has not. Of a task whose last
/// segment asked for a continuation or for the next element of a stream it is not known whether it was suspended; it
/// is taken for one that waits. A task that waits for an actor is taken for one that has ended.
package struct TaskWaits: Sendable {
  private enum Wait {
    case start
    case ready
    case sleep(until: Instant)
    case resumption
    case tasks([Int])
  }

  private var labels: [String] = []
  /// Where each task was created, and where it waits, as lines of the code; nil where that is not known.
  private var sites: [(created: String?, waits: String?)] = []
  /// What each task waits for, by its index; nil of one that has ended.
  private var waits: [Wait?] = []

  /// Reads the record of a run that is over; `sleeps` are the tasks that sleep, with the ends of their sleeps.
  init(_ tasks: TaskTable, _ record: ScheduleRecord, sleeps: [Int: Instant]) {
    labels = tasks.records.map(\.label)
    var states: [Int: Bool] = [:]
    func awaited(_ task: RecordedTasks.Task) -> [Int] {
      switch task.wait {
      case .task(let task): [task]
      case .next(let group), .drain(let group): record.tasks.groups[group].members
      case .unknown, .resumption: []
      }
    }
    var ready: Set<Int> = []
    for event in record.events where event.step < 0 && event.task >= 0 { ready.insert(event.task) }
    func isUnfinished(_ index: Int) -> Bool {
      if let known = states[index] { return known }
      // Tasks that wait for one another do not end.
      states[index] = true
      let state: Bool
      if sleeps[index] != nil || ready.contains(index) {
        state = true
      } else if let task = record.tasks[index] {
        state = task.lastStep < 0 || task.wait == .resumption || awaited(task).contains(where: isUnfinished)
      } else {
        state = false
      }
      states[index] = state
      return state
    }
    sites = labels.indices.map { index in
      guard let task = record.tasks[index], isUnfinished(index) else { return (nil, nil) }
      // The task that the loop was given was created where the loop was called.
      let isCreated = tasks.records[index].parent != nil
      return (isCreated ? CodePlaces.site(of: task.creationSites.all) : nil, CodePlaces.site(of: task.waitSites.all))
    }
    waits = labels.indices.map { index -> Wait? in
      guard isUnfinished(index) else { return nil }
      if let end = sleeps[index] { return .sleep(until: end) }
      guard let task = record.tasks[index], task.lastStep >= 0 else { return .start }
      if ready.contains(index) { return .ready }
      return task.wait == .resumption ? .resumption : .tasks(awaited(task).filter(isUnfinished))
    }
  }

  /// Whether a task that does not sleep has not ended.
  package var hasWaiters: Bool {
    waits.contains {
      switch $0 {
      case nil, .sleep: false
      case .start, .ready, .resumption, .tasks: true
      }
    }
  }

  /// Whether a task sleeps.
  package var hasSleepers: Bool {
    waits.contains { if case .sleep? = $0 { true } else { false } }
  }

  /// A line for each task that has not ended, below the task that waits for it.
  package var lines: [String] {
    var lines: [String] = []
    var shown: Set<Int> = []
    func show(_ task: Int, depth: Int) {
      let isNew = shown.insert(task).inserted
      lines.append(String(repeating: "  ", count: depth) + line(task) + (isNew ? "" : ", as above"))
      if isNew, case .tasks(let awaited)? = waits[task] { for next in awaited { show(next, depth: depth + 1) } }
    }
    var isAwaited: Set<Int> = []
    for case .tasks(let awaited)? in waits { isAwaited.formUnion(awaited) }
    for task in waits.indices where waits[task] != nil && !isAwaited.contains(task) { show(task, depth: 0) }
    // What is left waits in a circle.
    for task in waits.indices where waits[task] != nil && !shown.contains(task) { show(task, depth: 0) }
    return lines
  }

  private func line(_ task: Int) -> String {
    let created = sites[task].created.map { ", created at \($0)" } ?? ""
    return "'\(labels[task])' \(state(task))\(created)"
  }

  private func state(_ task: Int) -> String {
    let place = sites[task].waits.map { " at \($0)" } ?? ""
    switch waits[task] {
    case nil: return "has ended"
    case .start: return "has not begun"
    case .ready: return "is ready to continue\(place)"
    case .sleep(let end): return "sleeps until \(end)"
    case .resumption: return "waits for a continuation or a stream that no event resumes\(place)"
    case .tasks(let awaited):
      return "waits for the end of \(awaited.map { "'\(labels[$0])'" }.joined(separator: ", "))\(place)"
    }
  }
}

extension VirtualEventLoop {
  /// What the loop's tasks wait for after a driven run, whose record this is; nil while another thread runs the loop.
  package func taskWaits(in record: ScheduleRecord) -> TaskWaits? {
    withAccess {
      var sleeps: [Int: Instant] = [:]
      for (id, sleep) in captured?.sleeps ?? [:] {
        guard let task = tasks.index(of: id), record.events.indices.contains(sleep.ticket.sequence) else { continue }
        sleeps[task] = record.events[sleep.ticket.sequence].due
      }
      return TaskWaits(tasks, record, sleeps: sleeps)
    }
  }
}
