// What a virtual loop can say about itself: why it stopped, what is left over, what escaped.

import Synchronization

extension VirtualEventLoop {
  /// The state of the loop as a report, for callers that drive it by `step`.
  public func report() -> Report {
    withAccess { report(endingWhenIdle) } ?? refusal(.occupied)
  }

  /// The reason why the loop has nothing to run, or `paused` if it has.
  var endingWhenIdle: Report.Ending {
    if hasTrapped { return .paused }
    guard let dispatch else {
      if ready.count > cancelledReady || timers.count > 0 { return .paused }
      return ledger.openCount > 0 ? .deadlocked : .quiescent
    }
    if hasEventsToRun || timers.earliestDeadline() != nil { return .paused }
    return ledger.openCount > 0 || dispatch.hasWaits ? .deadlocked : .quiescent
  }

  /// The name of the event that ran last, for the report of a runaway program.
  var lastEventName: String {
    guard let last = log.last else { return "not recorded" }
    let name = last.name.label.isEmpty ? "a \(last.kind.name)" : "'\(last.name.label)'"
    return name + (last.name.site.map { ", created at \($0)" } ?? "")
  }

  /// The report of a run that was not begun: it tells nothing of the loop, which another thread may be running.
  func refusal(_ ending: Report.Ending) -> Report {
    Report(
      loop: name, ending: ending, instant: .zero, eventCount: 0, leftovers: [], escapes: [], violations: [],
      blocking: Blocking(), trace: Trace())
  }

  /// The report at the end of a run, whose verdicts later reports repeat: what is resumed meanwhile has escaped still.
  func reportOfRun(_ ending: Report.Ending) -> Report {
    running.name.store(RunningEvent.none, ordering: .releasing)
    if watchesEscapes, GlobalEnqueueWatch.isReplaced { isHookReplaced = true }
    escapedBefore = escapedTasks(in: ending == .deadlocked ? ledger.open : [])
    return report(ending)
  }

  func report(_ ending: Report.Ending) -> Report {
    let open = ledger.open
    let escaped = escapedTasks(in: ending == .deadlocked ? open : []).sorted().map {
      Escape(
        kind: .suspendedElsewhere, label: tasks.records[$0].label, site: tasks.records[$0].site,
        captures: captured != nil)
    }
    let trace = recording == .everything ? Trace(log.entries) : Trace()
    return Report(
      loop: name,
      ending: ending,
      instant: clockReading,
      eventCount: ranCount,
      // A process that has ended leaves nothing over.
      leftovers: hasTrapped
        ? [] : ledger.leftovers + (ending == .unfinished ? pendingTimers(besides: open, in: trace) : []),
      escapes: escapes + escaped + foreignCalls
        + (isUnused ? [Escape(kind: .nothingCaptured, label: name, site: nil)] : [])
        + (isHookReplaced ? [Escape(kind: .hookReplaced, label: name, site: nil)] : []),
      violations: violations,
      blocking: blockings.total,
      trace: trace,
      stateChanges: stateChanges,
      waits: ending == .paused ? [] : exhaustion + (dispatch?.waits ?? []))
  }

  /// That the run has ended because there was no further thread.
  private var exhaustion: [String] {
    guard threads?.isExhausted == true else { return [] }
    return ["there is no further thread: too many events of this run and of others wait, or have trapped"]
  }

  /// Whether the loop captures what its events start, and has never had an event.
  private var isUnused: Bool { captured != nil && nextSequence == 0 }

  /// The timers that are set, by name, as far as the loop records events.
  ///
  /// - Parameter open: What is left over anyway: a sleep of a task that is among it is not named once more.
  private func pendingTimers(besides open: [Ledger.Entry], in trace: Trace) -> [Leftover] {
    let tasks = open.filter { $0.kind == .task }
    let events = trace.events
    return timers.pending.compactMap { ticket in
      guard events.indices.contains(ticket.sequence), let site = events[ticket.sequence].site else { return nil }
      let event = events[ticket.sequence]
      if event.kind == .sleep, tasks.contains(where: { $0.label == event.label && $0.site == site }) { return nil }
      return Leftover(kind: .timer, label: event.label, site: site, since: event.postedAt)
    }
  }

  /// What other threads asked for while the loop ran; sorted, since they come in no order.
  private var foreignCalls: [Escape] {
    let calls = foreign.withLock { $0.calls }
    if calls.isEmpty { return [] }
    return calls.map { call in
      let (label, site) = name(of: call)
      return Escape(kind: call.kind, label: label, site: site, captures: captured != nil)
    }.sorted { $0.description < $1.description }
  }

  /// Tasks that went to wait for something that is not on the loop, in the order in which they were met.
  ///
  /// Two signs, one verdict, so that the report does not depend on real time: another thread has resumed the task
  /// while the loop ran; or the task has not ended although nothing on the loop keeps it waiting. A task that waits
  /// for another task is not seen to wait, so by the second sign all or none of the unfinished tasks are accused.
  private func escapedTasks(in open: [Ledger.Entry]) -> Set<Int> {
    let resumed = foreign.withLock { $0.deferred.compactMap(\.task) }
    if resumed.isEmpty && open.isEmpty { return escapedBefore }
    var escaped = resumed.compactMap { tasks.index(of: $0) }
    let unfinished = open.filter { $0.kind == .task }.compactMap(\.task)
    let waiting = open.filter { $0.kind == .continuation }.map { $0.task.map { tasks.records[$0].root } }
    if unfinished.allSatisfy({ task in !waiting.contains { $0 == nil || $0 == task } }) { escaped += unfinished }
    return escapedBefore.union(escaped.map { tasks.records[$0].root })
  }
}
