// The deterministic event loop: one queue, one virtual clock, drained by hand on the calling thread.

import Synchronization

/// An event loop whose time is virtual: it jumps to the next timer when nothing is ready, and never waits.
///
///     let loop = VirtualEventLoop()
///     loop.schedule(after: .seconds(3)) { print("three seconds later") }
///     let report = loop.run()        // returns at once; loop.now is 3s
///
/// Three rules make every run of a program the same:
/// 1. events run in the total order `(instant, sequence)`, first in, first out among equals;
/// 2. the clock moves only when nothing is ready, and has moved before user code runs;
/// 3. what is not determined by the program goes through `choose`, and follows from the policy alone.
///
/// `run` works from a synchronous function and from inside any task; many loops may run side by side, one a thread.
public final class VirtualEventLoop: EventLoop {
  /// The name that errors and reports use for the loop.
  public let name: String
  /// What stops a program that runs away.
  package let limits: Limits
  /// How much the loop keeps an account of.
  package let recording: Recording

  // All of the state below is touched by the thread that `runner` names, or, while `runner` is 0, by the thread that is
  // inside `gate`. That makes the class Sendable; `nonisolated(unsafe)` says that the loop ensures it, not the compiler.
  //
  // `@exclusivity(unchecked)`: none of the accesses below calls code of others while it lasts, so none can overlap with
  // another one.

  /// The thread in `run`, or 0.
  let runner = Atomic<UInt>(0)
  let gate = IdleGate()
  /// Held by the running thread from the beginning of a run to its end, for threads that wait for the end.
  let turn = Mutex<Void>(())
  /// What other threads asked for while the loop ran.
  let foreign = Mutex<Foreign>(Foreign())
  /// Whether the next run begins with what other threads asked for; changes under the gate.
  let hasDeferred = Atomic(false)
  /// What the watcher may know of the event that runs.
  let running = RunningEvent()
  /// How the loop watches for events that take too long by real time.
  let watch: EventWatch

  // The clock and the count of events are written as the rest is, but any thread may read them. Relaxed, since nothing
  // else is published by them: that costs what an ordinary access costs.
  private let instantOfClock = Atomic<Int64>(0)
  private let countOfEvents = Atomic<Int>(0)

  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  nonisolated(unsafe) var
    ready = ReadyQueue(),
    timers = TimerQueue(),
    /// How many timers were cancelled whose entry is still in the ready queue.
    cancelledReady = 0,
    nextSequence = 0,
    /// How many bytes of text are kept of what happened on the loop.
    keptText = 0,
    chooser: Chooser,
    /// The task whose segment runs now.
    currentTask: Int?,
    /// Whether a task has begun inside an event, in the place of its creator.
    hasImmediateTasks = false,
    /// The actors that events of a capturing loop call.
    actorCalls = ActorCalls(),
    currentRuntimeTask: UInt64 = 0,
    /// Whether the next job to be enqueued belongs to the sleep that is being woken, and that job.
    isWaking = false,
    wokenJob: UnownedJob?,
    /// The log of the run, on a loop that records everything.
    log: TraceLog,
    /// How many names of the log the watcher knows.
    publishedNames: Int32 = 0,
    ledger = Ledger(),
    tasks = TaskTable(),
    /// Whether the running event is a body that the caller of the loop has handed over.
    runsBodyOfCaller = false,
    /// The order of reactions that the policy has to keep.
    reactions = ReactionOrder(),
    /// The order of the main actor's segments, which the policy has to keep.
    mainOrder = MainActorOrder(),
    /// The driver of the current run, which makes its choices.
    driver: (any ScheduleDriver)?

  /// Under the task-affine policy, the ready event that continues the task that runs now or ran last.
  nonisolated(unsafe) var affineSequence: Int?
  nonisolated(unsafe) var pendingSpawn: (obligation: Obligation.ID, label: String, site: SourceSite)?
  /// The name of the task that is being created, on a driven loop.
  nonisolated(unsafe) var nextTaskName: String?
  nonisolated(unsafe) var escapes: [Escape] = []
  /// Whether another tool has replaced the hook by which escapes are seen, in some run of the loop.
  nonisolated(unsafe) var isHookReplaced = false
  /// The tasks that runs before this one have found to wait for something that is not on the loop, by index.
  nonisolated(unsafe) var escapedBefore: Set<Int> = []
  /// Jobs for Swift's global executor that the run's events have started.
  nonisolated(unsafe) var heldBack: [UnownedJob] = []
  /// The newest task that was known of when the run began.
  nonisolated(unsafe) var newestOldTask: UInt64 = 0
  nonisolated(unsafe) var violations: [Violation] = []
  nonisolated(unsafe) var stateChanges: [StateChange] = []
  nonisolated(unsafe) var blockings = BlockingAccount()

  /// Whether the next event is always the first of those that are ready.
  let choosesFirst: Bool
  /// Whether each event is accounted for one by one: for the trace, or for the driver of the loop's choices.
  let keepsEvents: Bool
  /// Whether the loop runs events first in, first out and keeps no account of single ones.
  let isPlain: Bool
  /// What a driven loop notes of its run until it is over; nil under every other policy.
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  nonisolated(unsafe) private(set) var record: ScheduleRecord?
  /// The same, for what notes a dozen things an event in it, and would retain and release it for each. The loop retains the
  /// record as long as this is not nil.
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  nonisolated(unsafe) private(set) var notedRecord: Unmanaged<ScheduleRecord>?

  /// The tasks that wait until nothing else is due at this instant.
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  nonisolated(unsafe) var settling: [UnsafeContinuation<Void, Never>] = []

  /// The lines in which something waits, in the order in which they began.
  nonisolated(unsafe) var waitingLines: [WaitingLine] = []

  /// Whether a segment of the main actor runs.
  nonisolated(unsafe) var runsMain = false
  /// What the loop takes of the calls to Dispatch; nil if it takes none.
  nonisolated(unsafe) private(set) var dispatch: CapturedDispatch?
  /// The threads on which the events run; nil if they run on the thread of the loop's caller.
  nonisolated(unsafe) private(set) var threads: LoopThreads?
  /// Whether an event has trapped, which has ended the run.
  nonisolated(unsafe) var hasTrapped = false

  /// Whether runs of the loop install the process-wide hook that sees work leave the loop.
  let watchesEscapes: Bool
  /// What the loop has captured; nil if it does not capture.
  nonisolated(unsafe) let captured: CapturedWork?

  /// A loop at instant zero with nothing to do.
  ///
  /// - Parameters:
  ///   - name: What errors and reports call the loop.
  ///   - policy: How choices are made, first of all which of the ready events runs next.
  ///   - limits: What stops a program that runs away.
  ///   - recording: How much to keep an account of.
  ///   - capture: Whether to take in what the loop's events hand to Swift's own executors. Where the Swift runtime does
  ///     not allow it, the loop captures nothing, and `capturing` says so.
  ///   - watch: How to report events that take too long by real time: a line on standard error after a second, unless
  ///     given.
  public convenience init(
    name: String = "virtual loop", policy: SchedulingPolicy = .fifo, limits: Limits = Limits(),
    recording: Recording = .everything, capturing capture: Capture = .nothing, watching watch: EventWatch = .standard
  ) {
    let captures = capture == .everything && RuntimeCapture.isAvailable
    self.init(
      name: name, policy: policy, limits: limits, recording: recording, captures: captures,
      watchesEscapes: capture != .unwatched, watch: watch)
  }

  /// As the public one; the caller has seen to it that capturing is available.
  init(
    name: String, policy: SchedulingPolicy, limits: Limits, recording: Recording, captures: Bool,
    watchesEscapes: Bool = true, watch: EventWatch = .standard
  ) {
    self.name = name
    self.limits = limits
    self.recording = recording
    self.watch = watch
    self.watchesEscapes = watchesEscapes
    chooser = Chooser(policy)
    record = policy == .driven ? ScheduleRecord(seesActors: captures && ConcurrencyListening.isAvailable) : nil
    notedRecord = record.map { .passUnretained($0) }
    choosesFirst = policy == .fifo
    log = TraceLog(choosesFirst: choosesFirst)
    keepsEvents = recording == .everything || policy == .driven
    isPlain = choosesFirst && !keepsEvents
    captured = captures ? CapturedWork() : nil
    if !choosesFirst { ReorderingLoops.exist.store(true, ordering: .relaxed) }
    if policy == .driven { _ = ConcurrencyListening.isAvailable }
    _ = GlobalEnqueueWatch.newestTask()
    _ = ContinuationCheck.isRecorded
    if captures, let originals = DispatchCapture.originals { dispatch = CapturedDispatch(self, originals) }
    threads = dispatch?.threads
  }

  /// Has a trap of an event end the run as a violation, and not the process: `!` on nil, `fatalError`, an index out of range.
  ///
  /// Call it before the loop runs. Without effect on a loop that does not capture, and where traps cannot be caught.
  package func catchTraps() {
    guard captured != nil, TrapWatch.isAvailable else { return }
    if threads == nil { threads = LoopThreads(self) }
    threads?.catchTraps()
  }

  /// The loop's time. Any thread may read it; while another thread runs the loop, what it shows depends on real time.
  public var now: Instant {
    noteClockRead()
    return clockReading
  }

  var clockReading: Instant {
    get { Instant(nanoseconds: instantOfClock.load(ordering: .relaxed)) }
    set { instantOfClock.store(newValue.nanoseconds, ordering: .relaxed) }
  }

  /// How many events the loop has run, the running one included. Any thread may read it.
  public var eventCount: Int { ranCount }

  var ranCount: Int {
    get { countOfEvents.load(ordering: .relaxed) }
    set { countOfEvents.store(newValue, ordering: .relaxed) }
  }

  /// A moment of a run: the instant, the count of events that have run, that of events that were posted, and whether it is in an
  /// event of the loop.
  package typealias Moment = (instant: Instant, turn: Int, posts: Int, isInEvent: Bool)

  /// The moment at which something happens of which text is kept; the run stops behind the event in which it is too much.
  ///
  /// Call it on the loop.
  ///
  /// - Parameter bytes: How much text is kept, in bytes.
  package func moment(keeping bytes: Int) -> Moment {
    moment(noting: 0, writes: false, keeping: bytes)
  }

  /// As `moment(keeping:)`, of something that touches shared state, which is noted.
  ///
  /// - Parameters:
  ///   - state: The state's name; 0 for none, `ScheduleRecord.effect` for what others can tell and nothing conflicts with.
  ///   - writes: Whether the state is changed.
  ///   - bytes: How much text is kept, in bytes.
  package func moment(noting state: UInt64, writes: Bool, keeping bytes: Int) -> Moment {
    keptText += bytes
    let isInEvent = isCurrent
    if let notedRecord, isInEvent {
      notedRecord._withUnsafeGuaranteedRef { $0.noteMoment(state, writes ? .write : .read) }
    }
    return (clockReading, ranCount, nextSequence, isInEvent)
  }

  /// How many events were posted on the loop: the sequence that the next one gets.
  package var postCount: Int { nextSequence }

  /// Whether the caller runs in an event of this loop.
  public var isCurrent: Bool {
    // A function of its own: inlined into the one by which `any EventLoop` asks, the thread's identity is a call there.
    @inline(never)
    get { isRunner }
  }

  /// As `isCurrent`, inlined.
  @inline(__always)
  var isRunner: Bool { runner.load(ordering: .relaxed) == ThreadIdentity.current }

  /// Whether the caller may touch state confined to this loop now: in its events, or while the loop is idle, when the
  /// access itself sees to it that threads come one at a time.
  public var allowsAccess: Bool {
    let runner = runner.load(ordering: .relaxed)
    return runner == ThreadIdentity.current || runner == 0
  }

  /// Makes one choice by the loop's policy, and records it.
  public func choose(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int {
    guard options > 1 else { return 0 }
    return perform(for: { "a choice of \(kind)" }) { decide(kind, among: options, for: key) } ?? 0
  }

  /// As `choose`, for the loop itself: two or more options, and the caller may touch the loop.
  func decide(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int {
    var picked = driver?.pick(kind, among: options, for: key) ?? chooser.pick(kind, among: options, for: key)
    if !(0..<options).contains(picked) {
      let problem = "pick \(chooser.position) is option \(picked) of the choice '\(kind)', which has \(options)"
      let place = SourceSite(fileID: #fileID, line: #line)
      violations.append(Violation(.scriptDiverged, problem, createdAt: place, instant: now))
      picked = 0
    }
    record?.pick(picked)
    if kind != .next { record?.noteChoice(picked) }
    if recording == .everything { log.append(Choice(kind: kind, options: options, picked: picked)) }
    return picked
  }

  /// Takes the record out when the run is over, so that the cleanup after the run is not recorded.
  func takeRecord() -> ScheduleRecord? {
    record?.finish()
    notedRecord = nil
    return record.take()
  }
}
