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
  public struct Step: Sendable {
    /// The event that ran, as an index.
    public let event: Int
    /// When it ran.
    public let instant: Instant
    /// The events that were ready, as indices into `candidates`.
    public let ready: Range<Int>
    /// What it touched.
    public internal(set) var footprint = Footprint()
    /// The task of which it ran a segment, as an index; -1 if it was none.
    public internal(set) var task = -1
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
  /// What was ready, step by step, as indices into `events`.
  @exclusivity(unchecked) public private(set) var candidates: [Int] = []
  /// The events that a step cancelled although they were ready, in the order of the steps.
  @exclusivity(unchecked) public private(set) var withdrawals: [(step: Int, event: Int)] = []
  /// The picks of all choices with two or more options, in order: the script that replays the run.
  @exclusivity(unchecked) public private(set) var picks: [Int] = []
  @exclusivity(unchecked) private var tasks: [TaskName?] = []
  @exclusivity(unchecked) private var rootPosts = 0
  @exclusivity(unchecked) private var rootStates = 0

  static let root: UInt64 = 0x6272_6169_6421

  init() {
    events.reserveCapacity(32)
    steps.reserveCapacity(32)
    candidates.reserveCapacity(64)
    picks.reserveCapacity(32)
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
    guard let step = steps.last, step.ready.contains(where: { candidates[$0] == event }) else { return }
    withdrawals.append((steps.count - 1, event))
  }

  func offer(_ ready: some Sequence<Int>) -> Range<Int> {
    let first = candidates.count
    candidates.append(contentsOf: ready)
    return first..<candidates.count
  }

  func pick(_ option: Int) {
    picks.append(option)
  }

  func begin(_ event: Int, at instant: Instant, ready: Range<Int>) {
    events[event].step = steps.count
    steps.append(Step(event: event, instant: instant, ready: ready))
    // Whoever cancels a timer conflicts with the timer itself.
    if events[event].isTimer { note(events[event].name, writes: false) }
  }

  @inline(__always)
  func note(_ state: UInt64, writes: Bool) {
    if steps.isEmpty { return }
    steps[steps.count - 1].footprint.add(state, writes: writes)
  }
}

extension ScheduleRecord {
  /// Notes where a task came from: an event that is its first segment.
  func name(task: Int, childOf parent: Int?, firstSegment: Int) {
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
  public func resultState(ofStep step: Int) -> UInt64? {
    guard steps[step].task >= 0, let parent = tasks[steps[step].task]?.parent else { return nil }
    return tasks[parent].map { Self.name($0.name, 0) | 1 }
  }

  /// Adds to the footprints what is known only when the run is over: the last segment of a child leaves a result.
  public func finish() {
    for task in tasks {
      guard let task, task.lastStep >= 0, let state = resultState(ofStep: task.lastStep) else { continue }
      steps[task.lastStep].footprint.add(state, writes: true)
    }
  }
}
