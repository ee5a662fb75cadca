// An event that waits in the middle, on a thread that it keeps.

/// The rest of an event that waits for something of Dispatch's: an event of its own, which may run when the wait is over.
final class ParkedEvent: HeldEvent, @unchecked Sendable {
  /// What it waits for.
  enum Wait {
    /// Its turn on a queue, as the item.
    case sync(QueueItem)
    /// A group that is empty, or a semaphore that can be taken.
    case counter(CapturedCounter)
    /// The end of the iterations of a `concurrentPerform`.
    case iterations(Iterations)
    /// A condition variable at an address, and whether it was signalled.
    case condition(UInt, isSignalled: Bool)
    /// A lock of the system's.
    case lock(HeldLock)
  }

  /// What traces and reports call the event.
  let label: String
  private(set) var wait: Wait
  /// The items that it has begun, and holds.
  var holding: [QueueItem] = []
  /// When it began to wait.
  var since = Instant.zero
  /// The thread that is in the event.
  var thread: LoopThread?
  /// The timer that ends the wait, and whether it has.
  var limit: Ticket?
  var isTimedOut = false

  init(_ label: String, _ wait: Wait) {
    self.label = label
    self.wait = wait
  }

  /// Notes that a condition variable was signalled.
  func signal(_ address: UInt) {
    if case .condition(address, _) = wait { wait = .condition(address, isSignalled: true) }
  }

  /// The group or the semaphore for which it waits.
  var counter: CapturedCounter? {
    if case .counter(let counter) = wait { counter } else { nil }
  }

  override var canRun: Bool {
    if isTimedOut { return true }
    switch wait {
    case .sync(let item): return item.canRun
    case .counter(let counter): return DispatchCapture.originals.map { counter.isAvailable($0) } ?? true
    case .iterations(let progress): return progress.left == 0
    case .condition(_, let isSignalled): return isSignalled
    case .lock(let lock): return lock.isFree
    }
  }

  /// The steps that had to come before it, for another reason than that the last of them made it ready.
  func neededSteps(at instant: Instant) -> [Int] {
    // The time made it ready, whatever else has happened.
    if isTimedOut { return [] }
    switch wait {
    case .sync(let item): return item.queue.steps(before: item, at: instant)
    case .counter(let counter): return counter.isGroup ? counter.steps : []
    case .iterations(let progress): return progress.steps
    case .condition, .lock: return []
    }
  }

  /// What it waits for, in words.
  var purpose: String {
    switch wait {
    case .sync(let item): item.queue.label
    case .counter(let counter): counter.label
    case .iterations(let progress): "\(progress.left) iterations of concurrentPerform"
    case .condition: "a condition"
    case .lock: "a lock"
    }
  }
}

/// What is a running event's own on the loop, put aside while it waits.
private struct SuspendedState {
  let currentTask: Int?
  let currentRuntimeTask: UInt64
  let currentItem: QueueItem?
  let runsMain: Bool

  init(of dispatch: CapturedDispatch) {
    currentTask = dispatch.loop.currentTask
    currentRuntimeTask = dispatch.loop.currentRuntimeTask
    currentItem = dispatch.current
    runsMain = dispatch.loop.runsMain
  }

  func restore(_ dispatch: CapturedDispatch) {
    dispatch.loop.currentTask = currentTask
    dispatch.loop.currentRuntimeTask = currentRuntimeTask
    dispatch.current = currentItem
    dispatch.loop.runsMain = runsMain
  }
}

extension CapturedDispatch {
  /// Lets the running event wait until its rest may run, and has been chosen to.
  ///
  /// The calling thread stays in the event; another one runs the loop meanwhile.
  func park(_ event: ParkedEvent) {
    guard !loop.runsBodyOfCaller else { return waitInPlace(event) }
    let state = SuspendedState(of: self)
    event.holding = current?.withOuters ?? []
    event.since = loop.clockReading
    noteOccupation()
    let label = "\(event.label), after waiting for \(event.purpose)"
    let sequence = loop.issueSequence(.callback, { nameNumber(label) }, due: event.since)
    hold(event, sequence: sequence)
    parked.append(event)
    // First of all that is ready: in plain order an event that need not wait continues.
    loop.ready.prepend(
      ReadyEvent(work: .callback { [unowned self] in threads.resume(event) }, sequence: sequence))
    let task =
      loop.record.flatMap { $0.steps.indices.contains($0.currentStep) ? $0.steps[$0.currentStep].task : nil } ?? -1
    loop.record?.splitSegment()
    loop.record?.endMemory()
    loop.end()
    if state.runsMain { LoopMainExecutor.stepAside() }
    loop.currentTask = nil
    current = nil
    loop.runsMain = false
    threads.park(event)
    if state.runsMain { LoopMainExecutor.stepBack() }
    state.restore(self)
    parked.removeAll { $0 === event }
    letGo(event)
    if let record = loop.record {
      for step in event.neededSteps(at: loop.clockReading) { record.enable(event.sequence, by: step) }
      record.continueSegment(of: task)
    }
  }

  /// Notes that the running item keeps its queues occupied beyond the step.
  private func noteOccupation() {
    guard let record = loop.record, let current else { return }
    for serial in current.queue.chain where serial.isSerial { record.account(serial.occupation, .write) }
    if current.isBarrier { record.account(current.queue.occupation, .write) }
  }

  /// Waits in an event that runs on the stack of the loop's caller: other events run until the wait is over. If it never is,
  /// the wait ends nevertheless, and the report says so.
  private func waitInPlace(_ event: ParkedEvent) {
    let state = SuspendedState(of: self)
    event.holding = current?.withOuters ?? []
    parked.append(event)
    loop.runsBodyOfCaller = false
    loop.currentTask = nil
    current = nil
    threads.repeatEvents(through: loop.limits.instant) { _ in !event.canRun }
    loop.runsBodyOfCaller = true
    loop.mainOrder.interrupt()
    state.restore(self)
    if event.canRun {
      parked.removeAll { $0 === event }
    } else {
      event.isTimedOut = true
      abandonedWaits.append(describe(event))
      parked.removeAll { $0 === event }
    }
  }
}

extension ScheduleRecord {
  /// Notes that the running step ends in the middle of an event. What it has shown of a segment of a task may not be all.
  func splitSegment() {
    guard currentStep >= 0, steps[currentStep].task >= 0 else { return }
    steps[currentStep].visibility = .none
  }

  /// Notes that the running step depends on what is not noted.
  func conflictWithAll() {
    if currentStep >= 0 { steps[currentStep].visibility = .none }
  }

  /// Notes that the running step is the rest of a segment of a task, or of another event.
  func continueSegment(of task: Int) {
    guard currentStep >= 0, let it = tasks[task] else { return }
    steps[currentStep].task = task
    steps[currentStep].previous = it.lastStep
    it.lastStep = currentStep
    steps[currentStep].visibility = .none
  }
}
