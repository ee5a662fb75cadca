// Calls of a virtual loop by threads that do not run it: done under the gate, refused, or kept for the next run.

import Synchronization

extension VirtualEventLoop {
  /// What other threads asked for while the loop ran.
  struct Foreign {
    /// Calls that were refused or put off, for the report.
    var calls: [Call] = []
    /// The tasks that were seen to leave the loop, by the runtime's number. Looked up, never iterated.
    var escaped: Set<UInt64> = []
    /// What the next run begins with.
    var deferred: [Deferred] = []
  }

  /// A call by another thread, as far as that thread can tell: the names of obligations are the loop's.
  struct Call {
    let kind: Escape.Kind
    let label: String
    let site: SourceSite?
    var obligation = Obligation.ID.none
  }

  /// Work that is put off until the next run.
  struct Deferred {
    enum Work {
      /// A segment of a task that was resumed, and where it is to run.
      case job(UnownedJob, CapturedWork.TargetExecutor)
      case call(@Sendable () -> Void, Call)
    }

    let work: Work
    /// What the work is sorted by: it comes in no order.
    let rank: UInt64
  }

  /// Does what the caller asks for as part of the running event or, while the loop is idle, under the gate.
  ///
  /// - Returns: nil if another thread asks while the loop runs; that is noted as an escape of this kind.
  @inline(__always)
  @discardableResult
  func perform<Result>(
    for label: () -> String, at site: SourceSite? = nil, orNote kind: Escape.Kind = .foreignCall, _ action: () -> Result
  ) -> Result? {
    if isCurrent { return action() }
    return performFromOutside(for: label, at: site, orNote: kind, action)
  }

  @inline(never)
  private func performFromOutside<Result>(
    for label: () -> String, at site: SourceSite?, orNote kind: Escape.Kind, _ action: () -> Result
  ) -> Result? {
    gate.enter(unless: { isRunning }, action) {
      let call = Call(kind: kind, label: label(), site: site)
      foreign.withLock { $0.calls.append(call) }
    }
  }

  /// Whether a thread runs the loop.
  var isRunning: Bool { runner.load(ordering: .relaxed) != 0 }

  /// Begins an access to the loop's state while the loop is idle.
  package func beginAccess() -> Bool { gate.enter(unless: { isRunning }) }

  /// Ends an access.
  package func endAccess() { gate.leave() }

  /// Waits until the loop is idle, if the caller is a task that no loop runs: such a task has left a loop, and its
  /// accesses come when they may.
  func waitUntilIdle() -> Bool {
    guard RuntimeTask.currentID != 0, RunningLoop.current == nil else { return false }
    turn.withLock { _ in }
    return true
  }

  /// Runs `body` at once, or keeps it for the loop's next run if another thread runs the loop, and reports that.
  package func handOver(
    _ label: @autoclosure () -> String, at site: SourceSite?, of obligation: Obligation.ID,
    _ body: @escaping @Sendable () -> Void
  ) {
    if isCurrent { return body() }
    gate.enter(unless: { isRunning }, body) {
      let call = Call(kind: .deferredCall, label: label(), site: site, obligation: obligation)
      foreign.withLock {
        $0.calls.append(call)
        $0.deferred.append(Deferred(work: .call(body, call), rank: UInt64(obligation.serial)))
      }
      hasDeferred.store(true, ordering: .relaxed)
    }
  }

  /// Notes that a task that does not run on the loop wants to sleep on the loop's clock.
  ///
  /// A task that the loop has seen leave is in the report already.
  func noteSleepElsewhere(until deadline: Instant) {
    let task = RuntimeTask.currentID
    let call = Call(kind: .sleptElsewhere, label: "a sleep until \(deadline)", site: nil)
    foreign.withLock { if !$0.escaped.contains(task) { $0.calls.append(call) } }
  }

  /// Takes a job while the loop does not run on this thread.
  func acceptFromOutside(_ job: UnownedJob, for executor: CapturedWork.TargetExecutor) {
    gate.enter(unless: { isRunning }, { _ = accept(job, for: executor) }) {
      // The job of a task that another thread resumed. When it comes depends on real time, so the next run takes it.
      let deferred = Deferred(work: .job(job, executor), rank: RuntimeTask.id(of: job))
      foreign.withLock { $0.deferred.append(deferred) }
      hasDeferred.store(true, ordering: .relaxed)
    }
  }

  /// What a call is called, and where that for which it was made was created.
  func name(of call: Call) -> (label: String, site: SourceSite?) {
    guard call.site == nil, let (label, site) = ledger.name(of: call.obligation) else { return (call.label, call.site) }
    return (call.label + "'\(label)'", site)
  }

  /// Puts on the loop what other threads have asked for during the run before.
  func takeDeferred() {
    guard hasDeferred.load(ordering: .relaxed) else { return }
    hasDeferred.store(false, ordering: .relaxed)
    let deferred = foreign.withLock { foreign in
      defer { foreign.deferred = [] }
      return foreign.deferred
    }
    for next in deferred.sorted(by: { $0.precedes($1) }) {
      switch next.work {
      case .job(let job, let executor): accept(job, for: executor)
      case .call(let body, let call):
        let (label, site) = name(of: call)
        ready.append(.callback(body), sequence: issueSequence(.callback, { label }, site, due: clockReading))
      }
    }
  }
}

extension VirtualEventLoop.Deferred {
  /// The runtime's number of the task that is to continue, if the work is a segment of one.
  var task: UInt64? {
    if case .job = work { rank } else { nil }
  }

  /// Jobs first, by the order in which their tasks were created, then calls by what they are for.
  fileprivate func precedes(_ other: Self) -> Bool { key < other.key }

  private var key: (Int, UInt64, String) {
    switch work {
    case .job: (0, rank, "")
    case .call(_, let call): (1, rank, call.label + (call.site.map { " \($0)" } ?? ""))
    }
  }
}
