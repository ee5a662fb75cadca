// Tells the record of a driven loop what its events ask of Swift's concurrency library.

import ConcurrencyHooks
import Synchronization

/// What the hooks of the concurrency library tell.
enum ConcurrencyListening {
  /// Whether the record sees what tasks ask for. The first use installs the listener.
  static let isAvailable =
    ConcurrencyHooksListen { call, subject in
      // Tasks are suspended several times an event. It only tells which code continues, which matters where some of it may
      // not be instrumented.
      if call == ConcurrencyCallSuspension, !InstrumentedMemory.hasBeenUsed.load(ordering: .relaxed) { return }
      RunningLoop.current?.hear(call, subject)
    } == 1
}

extension ConcurrencyCall {
  /// Whether the calling task may be suspended by the call.
  fileprivate var waits: Bool {
    switch self {
    case ConcurrencyCallValue, ConcurrencyCallAsyncLetGet, ConcurrencyCallAsyncLetFinish, ConcurrencyCallGroupNext,
      ConcurrencyCallGroupDrain, ConcurrencyCallGroupDrainFailing, ConcurrencyCallContinuation,
      ConcurrencyCallStreamNext:
      true
    default: false
    }
  }
}

/// A job, as the runtime reports it.
enum RuntimeJob {
  /// What a job runs.
  enum Kind {
    /// A segment of one task.
    case task
    /// What remains of a `Task.yield`: it resumes its task.
    case yield
    /// The queue of an actor, or what is not known.
    case other
  }

  /// An exported function of the Swift runtime: the flags of a job, with its kind in the low byte.
  @_silgen_name("swift_task_getJobFlags")
  private static func flags(of job: UnownedJob) -> UInt

  static func kind(of job: UnownedJob) -> Kind {
    switch flags(of: job) & 0xFF {
    case 0: .task
    case 0xC3: .yield
    default: .other
    }
  }
}

/// A task group, as the runtime reports it.
enum RuntimeGroup {
  @_silgen_name("swift_taskGroup_isCancelled")
  private static func isCancelled(_ group: UnsafeRawPointer?) -> Bool

  /// Whether the group at an address, whose owner waits for its tasks, is cancelled.
  static func isCancelled(at address: UInt) -> Bool {
    isCancelled(UnsafeRawPointer(bitPattern: address))
  }
}

extension VirtualEventLoop {
  /// Notes a call that the running event is about to make.
  fileprivate func hear(_ call: ConcurrencyCall, _ subject: UnsafeRawPointer?) {
    guard let record else { return }
    // Where a loop of yields is that may not end; finding that out for each yield would make all runs slower.
    let mayBeEndless = record.steps.count >= ScheduleRecord.longestOvertaking
    if call == ConcurrencyCallSuspension, record.memory == nil, !mayBeEndless { return }
    let paused = InstrumentedMemory.pause()
    defer { paused.resume() }
    let address = UInt(bitPattern: subject)
    let caller = callingTask
    defer {
      if let caller, call.waits {
        record.tasks.wait(of: caller, isAt: RecordedTasks.callSites)
        record.noteSuspension(of: caller)
      }
    }
    switch call {
    case ConcurrencyCallCancel:
      if let task = task(at: subject) { record.cancel(task: task) }
    case ConcurrencyCallIsCancelled:
      if let task = task(at: subject) { record.readCancellation(of: task) }
    case ConcurrencyCallOwnFlag:
      if let caller { record.readCancellation(of: caller) }
    case ConcurrencyCallValue:
      if let task = task(at: subject) { record.wait(forTask: task, by: caller) }
    case ConcurrencyCallAsyncLetBegin:
      record.tasks.nextAsyncLet = address
      record.tasks.asyncLetSites = RecordedTasks.callSites
    case ConcurrencyCallAsyncLetGet:
      if let task = record.tasks.task(ofAsyncLet: address) { record.wait(forTask: task, by: caller) }
    case ConcurrencyCallAsyncLetFinish:
      if let task = record.tasks.task(ofAsyncLet: address), let caller { record.leave(asyncLet: task, of: caller) }
    case ConcurrencyCallGroupBegin:
      record.tasks.beginGroup(at: address)
    case ConcurrencyCallGroupAdd:
      if let caller { record.tasks.nextGroup = record.tasks.groupForAdding(at: address, owner: caller) }
    case ConcurrencyCallImmediate:
      meetImmediateTask(at: subject, record)
    case ConcurrencyCallActor:
      record.begin(actor: address)
    case ConcurrencyCallSuspension:
      if let caller {
        record.noteSuspension(of: caller)
        if mayBeEndless { record.tasks.wait(of: caller, isAt: RecordedTasks.callSites) }
      }
    case ConcurrencyCallName:
      nextTaskName = subject.map { String(cString: $0.assumingMemoryBound(to: CChar.self)) }
    case ConcurrencyCallCreated:
      record.tasks.nextGroup = nil
      nextTaskName = nil
    case ConcurrencyCallContinuation:
      if let caller { record.wait(.resumption, by: caller) }
    case ConcurrencyCallStream:
      let sites = RecordedTasks.callSites.all
      record.noteStream(at: sites)
      InstrumentedMemory.countUse(ofStream: address, at: sites.first ?? 0)
    case ConcurrencyCallStreamNext:
      record.noteStream(at: RecordedTasks.callSites.all)
      if let caller { record.wait(.resumption, by: caller) }
    default:
      if let caller { hear(call, ofGroupAt: address, from: caller, record) }
    }
  }

  private func hear(
    _ call: ConcurrencyCall, ofGroupAt address: UInt, from caller: Int, _ record: ScheduleRecord
  ) {
    guard let group = record.tasks.group(at: address) else { return }
    switch call {
    case ConcurrencyCallGroupNext: record.wait(.next(group: group), by: caller)
    case ConcurrencyCallGroupDrain: record.wait(forAllOf: group, cancelsOnFailure: false, by: caller)
    case ConcurrencyCallGroupDrainFailing: record.wait(forAllOf: group, cancelsOnFailure: true, by: caller)
    case ConcurrencyCallGroupCancel: record.cancel(group: group)
    default: break
    }
  }

  /// Meets a task that begins in the running event: its first segment is part of the event, and calls for itself.
  private func meetImmediateTask(at address: UnsafeRawPointer?, _ record: ScheduleRecord) {
    guard let address else { return }
    let id = RuntimeTask.id(of: unsafeBitCast(address, to: UnownedJob.self))
    guard id != 0, tasks.index(of: id) == nil else { return }
    let task = tasks.meet(id, childOf: callingTask)
    hasImmediateTasks = true
    record.begin(immediateTask: task, childOf: tasks.records[task].parent)
  }

  /// The loop's number of the task at an address.
  private func task(at address: UnsafeRawPointer?) -> Int? {
    // A task is a job to the runtime, and the type of jobs is one pointer to it.
    address.flatMap { tasks.index(of: RuntimeTask.id(of: unsafeBitCast($0, to: UnownedJob.self))) }
  }
}
