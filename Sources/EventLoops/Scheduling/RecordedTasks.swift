// The Swift tasks of a recorded run: their parents, what they wait for, and their groups.

import ConcurrencyHooks

/// The tasks that a record knows, by the loop's own numbers.
struct RecordedTasks {
  /// What a task waits for between two of its segments, as far as the record knows.
  enum Wait: Equatable {
    /// Not known: an actor perhaps, or nothing, since the segment was the last one.
    case unknown
    /// Something of the loop's, a continuation or a stream: what resumes the task is seen.
    case resumption
    /// The end of a task.
    case task(Int)
    /// The next result of a group.
    case next(group: Int)
    /// The end of all tasks of a group.
    case drain(group: Int)

    /// Whether the task waits for tasks that are or may be its children.
    var isForTasks: Bool {
      switch self {
      case .unknown, .resumption: false
      case .task, .next, .drain: true
      }
    }
  }

  /// The functions that a segment of a task continues, those of its callers included.
  enum Continuation {
    case unknown
    /// All of them report what they touch, or are of this package or the toolchain.
    case seen
    /// One of them does not report what it touches.
    case unseen
  }

  /// What a segment finds finished when it has not done anything yet.
  enum Awaited {
    case task(Int)
    /// All tasks of a group.
    case group(Int)
  }

  /// One task: an object, since each of its segments looks at a few of its many properties.
  final class Task {
    /// A hash of its path; also the name of the state of its cancellation flag.
    let name: UInt64
    /// The task whose structured child it is.
    let parent: Int?
    /// The step in which it was created; -1 before the run.
    let creation: Int
    /// The step in which it began, of a task that began in the place of its creator; -1 for any other.
    let firstStep: Int

    // `@exclusivity(unchecked)`: no access calls code of others while it lasts.
    #if !BRAID_PORTABLE
      @exclusivity(unchecked)
    #endif
    var
      /// The group that it belongs to.
      group: Int?,
      /// The step of its last segment so far, without that.
      lastStep = -1,
      /// The last of its steps that was counted as a segment, or found not to be one.
      settledStep = -1,
      /// The number of its segments, without those that resumed only to wait again.
      segments = 0,
      wait = Wait.unknown,
      /// The step in which it began to wait so.
      waitStep = -1,
      /// The tasks whose end it has waited for.
      ended: [Int] = [],
      /// How many groups it has had.
      groupCount = 0,
      /// Its own groups that may have tasks.
      groups: [Int] = [],
      /// Where in the code it was created, and where its last segment has begun to wait: return addresses, a call before its
      /// caller.
      creationSites = CallSites(),
      waitSites = CallSites(),
      /// Whether instrumented code has run in one of its segments.
      isInstrumented = false,
      /// Whether it was created by code that does not report what it touches, so that it runs such code as well.
      isOfUnseenCode = false,
      /// What its next segment continues, as far as its last one has shown.
      continuation = Continuation.unknown,
      /// Whether its last segment has run instrumented code on an actor.
      leavesActor = false

    init(name: UInt64, parent: Int?, creation: Int, firstStep: Int = -1) {
      (self.name, self.parent, self.creation, self.firstStep) = (name, parent, creation, firstStep)
    }

    /// The name of the state of its result.
    var result: UInt64 { ScheduleRecord.name(name, -2) | 1 }
    /// The name of its next segment; the first one has given the task its name.
    var nextSegment: UInt64 {
      segments == 0 ? ~name : ScheduleRecord.name(name ^ 0x7365_676D_656E_7400, segments)
    }
  }

  /// A task group.
  struct Group {
    /// The name of the state of its tasks' results, in the order in which they arrived.
    let results: UInt64
    /// Where the runtime keeps it.
    let address: UInt
    var members: [Int] = []
    /// The step since which its tasks are waited for all together; -1 if they are not.
    var drainStep = -1
    /// Whether a failing task cancels the others, and that has happened.
    var cancelsOnFailure = false
    var isCancelled = false
  }

  var tasks: [Task?] = []
  var groups: [Group] = []
  // Looked up by address within one run and never walked through, so no order of theirs reaches a record.
  private var groupsByAddress: [UInt: Int] = [:]
  private var asyncLets: [UInt: Int] = [:]
  /// What the next task that is created belongs to.
  var nextGroup: Int?
  var nextAsyncLet: UInt?
  /// Where in the code the `async let` is that was announced.
  var asyncLetSites = CallSites()

  subscript(task: Int) -> Task? {
    task >= 0 && task < tasks.count ? tasks[task] : nil
  }

  /// Adds a task, which belongs to what was announced.
  mutating func add(_ index: Int, _ task: Task) {
    if tasks.isEmpty { tasks.reserveCapacity(16) }
    while tasks.count <= index { tasks.append(nil) }
    tasks[index] = task
    if let group = nextGroup {
      task.group = group
      groups[group].members.append(index)
    }
    task.creationSites = nextAsyncLet == nil ? Self.creationSites : asyncLetSites
    if let asyncLet = nextAsyncLet { asyncLets[asyncLet] = index }
    (nextGroup, nextAsyncLet) = (nil, nil)
  }

  /// Where the call is that the hooks report.
  static var callSites: CallSites { CallSites { ConcurrencyCallSites($0, $1) } }

  /// The functions in which the calling task continues when it is resumed, a call before its caller; nil if there are too many.
  static var callChain: [UInt]? {
    let most = 128
    let sites = [UInt](unsafeUninitializedCapacity: most) { sites, count in
      count = ConcurrencyCallSites(sites.baseAddress, most)
    }
    return sites.count < most ? sites : nil
  }

  /// Where the calling thread creates a task.
  private static var creationSites: CallSites { CallSites(atMost: 4) { ConcurrencyCreationSites($0, $1) } }

  /// Notes where a task may begin to wait.
  func wait(of task: Int, isAt sites: CallSites) {
    self[task]?.waitSites = sites
  }

  /// The task of an `async let`.
  func task(ofAsyncLet address: UInt) -> Int? { asyncLets[address] }

  /// The group at an address, if it has had a task.
  func group(at address: UInt) -> Int? { groupsByAddress[address] }

  /// A group begins at an address: what was known of another one there is no longer its own.
  mutating func beginGroup(at address: UInt) {
    groupsByAddress[address] = nil
  }

  /// The group at an address, to which a task of `owner` is about to be added.
  mutating func groupForAdding(at address: UInt, owner: Int) -> Int? {
    if let known = groupsByAddress[address], groups[known].drainStep < 0 { return known }
    guard let owner = tasks[owner] else { return nil }
    let group = groups.count
    let results = ScheduleRecord.name(owner.name ^ 0x6772_6F75_7073_0000, owner.groupCount) | 1
    groups.append(Group(results: results, address: address))
    groupsByAddress[address] = group
    owner.groupCount += 1
    owner.groups.append(group)
    return group
  }

  /// Whether a task is a structured child of another, or of a child of it, and so on.
  func descends(_ task: Int, from ancestor: Int) -> Bool {
    var above = tasks[task]?.parent
    while let parent = above {
      if parent == ancestor { return true }
      above = tasks[parent]?.parent
    }
    return false
  }
}
