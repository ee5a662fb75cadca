// What a driven loop notes of a run: its events by path, what was ready at each step, and what each step touched.

/// The record of one run of a driven loop.
///
/// Events are named by a hash of their descent (the event that posted them, and its how-manieth post they were), state
/// by the event that created it: names do not change when independent events change places.
public final class ScheduleRecord {
  /// Something that was posted; its index is its place in the order of posting.
  public struct Event: Sendable {
    /// The event's name, a hash of its path.
    public let name: UInt64
    /// The step that posted it; -1 if it was posted before the run.
    public let poster: Int
    /// When it is due.
    public let due: Instant
    /// Whether another event can cancel it.
    let isTimer: Bool
    /// The step that ran it; -1 if it has not run.
    public internal(set) var step = -1
  }

  /// Something that ran.
  ///
  /// It holds no counted reference: steps are copied and compared by the thousand. What it touched is with that of all
  /// other steps in one list; see `footprint(of:)` and `conflict(_:_:)`.
  public struct Step: Sendable {
    /// The event that ran, as an index.
    public let event: Int
    /// When it ran.
    public let instant: Instant
    /// How many events were ready.
    public let readyCount: Int
    /// Where its accesses begin in the record's list.
    let firstAccess: Int
    var accessCount = 0
    /// What it touched and wrote, a bit for several states each.
    @usableFromInline var bits = Footprint.Bits()
    /// The state in which a task left its result of which this step was the last segment; 0 if it was none.
    public internal(set) var result: UInt64 = 0
    /// The task of which it ran a segment, as an index; -1 if it was none.
    var task = -1
    var posts = 0
    var states = 0
  }

  /// A Swift task that was met.
  struct TaskName {
    let name: UInt64
    let parent: Int?
    var lastStep = -1
  }

  // `@exclusivity(unchecked)`: no access below calls code of others while it lasts; the checks were a sixth of a search.

  /// Everything that was posted, in that order.
  @exclusivity(unchecked) public private(set) var events: [Event] = []
  /// Everything that ran, in that order.
  @exclusivity(unchecked) public private(set) var steps: [Step] = []
  /// What was ready when the last step was chosen, as indices into `events`; the rest of the list is what is left of
  /// steps before.
  @exclusivity(unchecked) private var candidates = [Int](repeating: 0, count: 16)
  /// The events that a step cancelled although they were ready, in the order of the steps.
  @exclusivity(unchecked) public private(set) var withdrawals: [(step: Int, event: Int)] = []
  /// The picks of all choices with two or more options, in order: the script that replays the run.
  @exclusivity(unchecked) public private(set) var picks: [Int] = []
  /// What the steps touched: one access for each state and step, step by step.
  @exclusivity(unchecked) private var accesses: [Footprint.Access] = []
  @exclusivity(unchecked) private var tasks: [TaskName?] = []
  @exclusivity(unchecked) private var rootPosts = 0
  @exclusivity(unchecked) private var rootStates = 0

  static let root: UInt64 = 0x6272_6169_6421

  init() {
    events.reserveCapacity(64)
    steps.reserveCapacity(64)
    accesses.reserveCapacity(128)
    picks.reserveCapacity(64)
  }

  /// The name of the k-th thing that something named `parent` begets.
  @inline(__always)
  static func name(_ parent: UInt64, _ ordinal: Int) -> UInt64 {
    var mixed = parent &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(truncatingIfNeeded: ordinal &+ 1)
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  func append(due: Instant, isTimer: Bool) {
    let step = steps.count - 1
    if step < 0 {
      events.append(Event(name: Self.name(Self.root, rootPosts), poster: -1, due: due, isTimer: isTimer))
      rootPosts += 1
    } else {
      let parent = events[steps[step].event].name
      events.append(Event(name: Self.name(parent, steps[step].posts), poster: step, due: due, isTimer: isTimer))
      steps[step].posts += 1
    }
  }

  func nameNewState() -> UInt64 {
    let step = steps.count - 1
    if step < 0 {
      rootStates += 1
      return Self.name(~Self.root, rootStates) | 1
    }
    steps[step].states += 1
    return Self.name(~events[steps[step].event].name, steps[step].states) | 1
  }

  /// Notes that the running step tries to cancel an event, perhaps too late: earlier it would not have been.
  func touch(_ event: Int) {
    note(events[event].name, writes: true)
  }

  func cancel(_ event: Int) {
    touch(event)
    guard let step = steps.last, candidates[..<step.readyCount].contains(event) else { return }
    withdrawals.append((steps.count - 1, event))
  }

  /// Notes which events are ready, and returns them.
  func offer(_ ready: borrowing ReadyQueue) -> ArraySlice<Int> {
    let count = ready.count
    if candidates.count < count { candidates += repeatElement(0, count: count) }
    // A buffer pointer instead of the array: there are many ready events for each that runs.
    candidates.withUnsafeMutableBufferPointer { list in
      for k in 0..<count { list[k] = ready.sequence(at: k) }
    }
    return candidates[..<count]
  }

  func pick(_ option: Int) {
    picks.append(option)
  }

  func begin(_ event: Int, at instant: Instant, amongReady count: Int) {
    events[event].step = steps.count
    steps.append(Step(event: event, instant: instant, readyCount: count, firstAccess: accesses.count))
    // Whoever cancels a timer conflicts with the timer itself.
    if events[event].isTimer { note(events[event].name, writes: false) }
  }

  /// Notes that the running step touches a state.
  ///
  /// - Complexity: O(1), or O(number of states that it touched) where it touched this or one with the same bit.
  func note(_ state: UInt64, writes: Bool) {
    let step = steps.count - 1
    if step < 0 { return }
    let bit = Footprint.Bits.bit(of: state)
    if steps[step].accessCount > 0, let last = accesses.last, last.state == state, last.writes || !writes { return }
    if steps[step].bits.touched & bit != 0, let known = access(to: state, of: step) {
      if !writes { return }
      accesses[known].writes = true
    } else {
      accesses.append(Footprint.Access(state: state, writes: writes))
      steps[step].accessCount += 1
    }
    steps[step].bits.add(bit, writes: writes)
  }

  private func access(to state: UInt64, of step: Int) -> Int? {
    let first = steps[step].firstAccess
    return (first..<first + steps[step].accessCount).first { accesses[$0].state == state }
  }
}

extension ScheduleRecord {
  /// What a step touched.
  ///
  /// - Parameters:
  ///   - step: The step, as an index into `steps`.
  ///   - leavesResult: Whether to count the result of a task of which the step may be the last segment.
  public func footprint(of step: Int, orResult leavesResult: Bool = false) -> Footprint {
    let it = steps[step]
    var footprint = Footprint(accesses[it.firstAccess..<it.firstAccess + it.accessCount], it.bits)
    let result = leavesResult ? resultState(ofStep: step) ?? 0 : it.result
    if result != 0 { footprint.add(result, writes: true) }
    return footprint
  }

  /// Whether two steps touch the same state and one of them writes it: their order then matters.
  ///
  /// - Complexity: O(1) for most pairs that do not conflict, O(product of the numbers of states) at worst.
  @inlinable
  @inline(__always)
  public func conflict(_ first: Int, _ second: Int) -> Bool {
    steps[first].bits.mayConflict(with: steps[second].bits) && conflictInFact(first, second)
  }

  @usableFromInline
  @inline(never)
  func conflictInFact(_ first: Int, _ second: Int) -> Bool {
    let (one, other) = (steps[first], steps[second])
    if one.result != 0 && one.result == other.result { return true }
    for mine in one.firstAccess..<one.firstAccess + one.accessCount {
      for theirs in other.firstAccess..<other.firstAccess + other.accessCount
      where accesses[mine].conflicts(with: accesses[theirs]) {
        return true
      }
    }
    return false
  }
}

extension ScheduleRecord {
  /// Notes where a task came from: an event that is its first segment.
  func name(task: Int, childOf parent: Int?, firstSegment: Int) {
    if tasks.isEmpty { tasks.reserveCapacity(16) }
    while tasks.count <= task { tasks.append(nil) }
    if tasks[task] == nil { tasks[task] = TaskName(name: ~events[firstSegment].name, parent: parent) }
  }

  /// Notes that the running step runs a segment of a task.
  ///
  /// A segment may cancel the task's children and see its own cancellation: it writes its task and reads those above.
  /// A job without a task is an actor's: which one's is not known, so all of them conflict.
  func runsSegment(of task: Int?) {
    guard let task else { return note(Self.root, writes: true) }
    guard tasks.indices.contains(task), let name = tasks[task], !steps.isEmpty else { return }
    tasks[task]?.lastStep = steps.count - 1
    steps[steps.count - 1].task = task
    note(name.name, writes: true)
    var above = name.parent
    while let task = above, let name = tasks[task] {
      note(name.name, writes: false)
      above = name.parent
    }
  }

  func noteCancellation(ofTask task: Int) {
    guard tasks.indices.contains(task), let name = tasks[task] else { return }
    note(name.name, writes: true)
  }

  /// The state in which the children of a step's task leave their results; nil if the task is nobody's child.
  ///
  /// Which segment is a child's last is known only at the end: until then any may be.
  private func resultState(ofStep step: Int) -> UInt64? {
    guard steps[step].task >= 0, let parent = tasks[steps[step].task]?.parent else { return nil }
    return tasks[parent].map { Self.name($0.name, 0) | 1 }
  }

  /// Adds to the footprints what is known only when the run is over: the last segment of a child leaves a result.
  public func finish() {
    for task in tasks {
      guard let task, task.lastStep >= 0, let state = resultState(ofStep: task.lastStep) else { continue }
      steps[task.lastStep].result = state
      steps[task.lastStep].bits.add(Footprint.Bits.bit(of: state), writes: true)
    }
  }
}
