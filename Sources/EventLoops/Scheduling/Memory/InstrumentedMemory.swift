// The accesses to memory that instrumented code reports, as accesses of the running event.

import AccessLog
import DispatchCalls
import Synchronization

/// What instrumented code touches in the events of one run.
///
/// The log is C's own memory, which the hooks write to; it is used on the thread that runs the loop, and goes to the next
/// run afterwards.
final class InstrumentedMemory {
  private let log: OpaquePointer
  private var isOpen = false

  /// Logs that no run uses, as bit patterns of their addresses.
  private static let spare = Mutex<[UInt]>([])

  /// Whether any run of the process has noted memory. It is true before such a run has an event.
  static let hasBeenUsed = Atomic(false)

  /// Whether code of this process is instrumented, and reports to this module.
  static var isAvailable: Bool { AccessHooksArePresent() == 1 }

  init?() {
    let spare = Self.spare.withLock { $0.popLast() }
    guard let log = spare.flatMap({ OpaquePointer(bitPattern: $0) }) ?? AccessLogCreate() else { return nil }
    self.log = log
    Self.hasBeenUsed.store(true, ordering: .relaxed)
    AccessLogRestart(log)
    DispatchCallsCountNotedRuns(1)
  }

  deinit {
    DispatchCallsCountNotedRuns(-1)
    if isOpen { AccessLogEnd(log) }
    Self.spare.withLock { $0.append(UInt(bitPattern: log)) }
  }

  /// Notes what the calling thread touches from now on.
  ///
  /// - Parameter event: The name of the running event, from which the memory has its name that the event allocates.
  func begin(_ event: UInt64) {
    isOpen = true
    AccessLogBegin(log, event)
  }

  /// Ends what `begin` began.
  ///
  /// - Returns: What was touched, valid until the next event; nil if nothing was begun.
  func end() -> AccessedStates? {
    guard isOpen else { return nil }
    isOpen = false
    AccessLogEnd(log)
    return AccessLogStates(log)
  }

  /// Counts what the last event touched as touched by a task, or by an event of none.
  func share(by owner: Int) { AccessLogShare(log, UInt32(truncatingIfNeeded: owner)) }

  /// Whether several tasks, or events of none, have touched a state.
  func isShared(_ state: UInt64) -> Bool { AccessLogIsShared(log, state) == 1 }

  /// An object of the run.
  struct Object {
    /// Its number among the allocations of the run.
    let index: Int
    let address: UInt
    /// The address of its type's metadata.
    let type: UInt

    /// The object, unless it has ended already, and only its memory is left.
    var instance: AnyObject? {
      // The reference that is taken here goes with the result.
      guard let alive = AccessLogTryRetain(address) else { return nil }
      return Unmanaged<AnyObject>.fromOpaque(alive).takeRetainedValue()
    }
  }

  /// The objects of some classes that the run has made and not freed, in the order of their creation.
  func objects(of types: Set<UInt>) -> [Object] {
    var objects: [Object] = []
    for index in 0..<AccessLogAllocationCount(log) {
      var (address, type): (UInt, UInt) = (0, 0)
      guard AccessLogObject(log, index, &address, &type) == 1, types.contains(type) else { continue }
      objects.append(Object(index: index, address: address, type: type))
    }
    return objects
  }

  /// Counts what a producer does with a stream like a use of a lock: other code can come between it and the next one.
  static func countUse(ofStream object: UInt, at place: UInt) { AccessLogCountUse(object, place) }

  /// What `pause` has interrupted.
  struct Pause {
    fileprivate let log: OpaquePointer?

    /// Notes again what was noted before.
    @inline(__always)
    func resume() { if let log { AccessLogResume(log) } }
  }

  /// Notes nothing until what is returned resumes it: around what is the loop's own.
  @inline(__always)
  static func pause() -> Pause { Pause(log: AccessLogPause()) }
}

extension ScheduleRecord {
  /// Adds to the running step what instrumented code has touched in it, and notes nothing until the next one begins.
  func endMemory() {
    guard let memory, let touched = memory.end(), currentStep >= 0 else { return }
    let step = currentStep
    steps[step].firstMemory = accesses.count
    for access in UnsafeBufferPointer(start: touched.states, count: touched.count) {
      let mode = Footprint.Mode(modes: access.modes)
      accesses.append(Footprint.Access(state: access.name, mode: mode))
      steps[step].bits.add(Footprint.Bits.bit(of: access.name), mode)
      if keepsPlaces {
        places.append(
          MemoryPlace(
            step: step, state: access.name, mode: mode, read: MemoryPlace.Code(access.read, access.readCaller),
            write: MemoryPlace.Code(access.write, access.writeCaller), type: access.type, offset: Int(access.offset)))
      }
    }
    steps[step].memoryCount = touched.count
    if touched.count > 0 { hasMemoryAccesses = true }
    if keepsPlaces, touched.entries.0 != 0 {
      let first = touched.entries
      entries[step] = [first.0, first.1, first.2, first.3].filter { $0 != 0 }
    }
    memory.share(by: steps[step].task >= 0 ? steps[step].task : ~step)
    accesses.sort(from: steps[step].firstMemory) { $0.state < $1.state }
    if touched.hasLearned != 0 { hasLearned = true }
    if let split = MemoryPlace.Code(touched.secondAtomic, touched.secondAtomicCaller), !splits.contains(split) {
      splits.append(split)
    }
    endUnseenCode(of: step, at: touched.unseen)
    if touched.calls > 0 {
      hasRunInstrumentedCode = true
      if steps[step].task >= 0 {
        tasks[steps[step].task]?.isInstrumented = true
        tasks[steps[step].task]?.leavesActor = events[steps[step].event].entersActor
      }
    } else {
      if !isKnownToRunNothing(step) { steps[step].visibility = .none }
      if steps[step].task >= 0 { tasks[steps[step].task]?.leavesActor = false }
    }
    noteObjects()
  }

  /// Whether a step without instrumented code runs only the runtime's: what remains of a `Task.yield`, a segment that
  /// waits again for tasks, or one by which a task comes back from an actor.
  private func isKnownToRunNothing(_ step: Int) -> Bool {
    if steps[step].isRuntimeOnly { return true }
    guard let task = tasks[steps[step].task], task.isInstrumented, steps[step].continuesSeenCode else { return false }
    // A function that is instrumented calls nothing of the instrumentation if it only suspends again.
    return task.wait.isForTasks || task.leavesActor
  }
}

extension ScheduleRecord {
  /// Picks out, when the run is over, the accesses over which steps of the run can conflict. The segments of a task have an
  /// order anyway, and most memory is used by one task alone.
  func pickSharedMemory() {
    guard let memory else { return }
    for step in steps.indices where steps[step].memoryCount > 0 {
      let it = steps[step]
      let first = accesses.count
      for access in self.memory(of: it) where memory.isShared(access.state) { accesses.append(access) }
      (steps[step].firstShared, steps[step].sharedCount) = (first, accesses.count - first)
      var bits = Footprint.Bits()
      for access in accesses[it.firstAccess..<it.firstAccess + it.accessCount] {
        bits.add(Footprint.Bits.bit(of: access.state), access.mode)
      }
      for access in accesses[first...] { bits.add(Footprint.Bits.bit(of: access.state), access.mode) }
      let (timer, clock) = impliedReads(of: step)
      for access in [timer, clock] {
        if let access { bits.add(Footprint.Bits.bit(of: access.state), access.mode) }
      }
      steps[step].bits = bits
    }
    self.memory = nil
  }

  /// Whether a step of a task touches memory so that its order with another step matters which need not come before it.
  ///
  /// - Complexity: O(number of steps) comparisons, if it touches memory that is shared.
  func touchesWhatOthersChange(_ step: Int) -> Bool {
    let own = sharedMemory(of: steps[step])
    if own.isEmpty { return false }
    return steps.indices.contains { other in
      steps[other].task != steps[step].task && Footprint.conflict(own, sharedMemory(of: steps[other]))
        && !precedesCreation(other, ofTask: steps[step].task)
    }
  }

  /// Whether a step is one of those after which a task was created: a segment of its creator, or of the creator's creator and
  /// so on.
  private func precedesCreation(_ step: Int, ofTask task: Int) -> Bool {
    var below = tasks[task]
    while let it = below, it.creation >= 0 {
      if step == it.creation
        || step < it.creation && steps[step].task >= 0 && steps[step].task == steps[it.creation].task
      {
        return true
      }
      below = tasks[steps[it.creation].task]
    }
    return false
  }

  /// The accesses to memory over which a step can conflict with others of its run.
  func sharedMemory(of step: Step) -> Slice<RecordList<Footprint.Access>> {
    step.firstShared < 0 ? memory(of: step) : accesses[step.firstShared..<step.firstShared + step.sharedCount]
  }
}

extension Footprint.Mode {
  /// What all accesses together do to a state.
  fileprivate init(modes: UInt32) {
    switch modes {
    case AccessModeRead.rawValue: self = .read
    case AccessModeUpdate.rawValue: self = .update
    default: self = .write
    }
  }
}
