// An event loop over real time: one serial Dispatch queue, one monotonic clock.

@preconcurrency package import Dispatch
public import EventLoops
import Synchronization

/// An event loop on which the same programs run that run on a `VirtualEventLoop`, in real time and with real sockets.
///
///     let loop = LiveEventLoop(name: "server")
///     loop.spawn { … }                       // nothing runs before the loop does
///     let report = loop.run()                // until nothing is left to do, or `stop()`
///
/// Events run one at a time on `queue`, in the total order `(instant, sequence)`: by the instant at which they were
/// posted or are due, ties by sequence. The loop's time is monotonic, starts at zero when the loop is created, and does
/// not change during an event, as on a virtual loop.
///
/// Unlike a virtual loop, it accepts events, timers and jobs from any thread at any time. State confined to the loop is
/// accessible to its events, and to any code while the loop does not run.
public final class LiveEventLoop: LoopBookkeeping {
  /// The name that errors and reports use for the loop.
  public let name: String
  /// The serial queue on which events run; the handlers of Dispatch sources belong on it too, inside `enter`.
  package let queue: DispatchQueue

  let state: Mutex<State>
  /// The thread that runs events now, or 0.
  let runner = Atomic<UInt>(0)
  /// Whether the loop was started and has not ended.
  let isLive = Atomic(false)
  /// Admits threads to the loop's state before the run and after it.
  let gate = IdleGate()
  /// How many milliseconds the loop's thread waits for a socket before it leaves that to Dispatch.
  let longestWait = Atomic(10)
  /// Fires when the earliest timer is due.
  let alarm: any DispatchSourceTimer
  /// Set while the loop runs.
  let onAlarm = SourceHandler()
  /// Entered while the loop runs.
  let isRun = DispatchGroup()
  let clock = MonotonicClock()
  let ranCount = Atomic(0)
  /// How many things may yet bring events from outside: open sockets, work on other threads.
  let holds = Atomic(0)
  /// The instant at which the running event began, in nanoseconds.
  let eventStart = Atomic<Int64>(0)
  let blockingWatch: BlockingWatch

  /// A loop that does not run yet.
  ///
  /// - Parameters:
  ///   - name: What errors and reports call the loop.
  ///   - policy: How choices other than the order of events are made; the order is real time's.
  ///   - blockingThreshold: How long an event may take before it is reported as one that blocks the loop.
  ///   - onBlocking: Called with each such report, on a thread of its own, while the event is still at it.
  public init(
    name: String = "live loop", policy: SchedulingPolicy = .fifo, blockingThreshold: Duration = .milliseconds(100),
    onBlocking: (@Sendable (BlockedEvent) -> Void)? = nil
  ) {
    self.name = name
    queue = DispatchQueue(label: "braid.\(name)", qos: .userInitiated)
    alarm = DispatchSource.makeTimerSource(flags: .strict, queue: queue)
    state = Mutex(State(chooser: Chooser(policy)))
    blockingWatch = BlockingWatch(threshold: blockingThreshold, report: onBlocking)
    alarm.setEventHandler { [onAlarm] in onAlarm() }
    alarm.schedule(deadline: .distantFuture)
    alarm.activate()
  }

  deinit {
    alarm.cancel()
  }

  /// What the loop keeps between events; all of it behind one lock, since any thread may post.
  struct State: ~Copyable {
    /// What was posted, and the timers that have come due.
    var ready = LiveQueue()
    var due = LiveQueue()
    var timers = TimerQueue()
    var ledger = Ledger()
    /// The names of reactions.
    var names = EventNames()
    var chooser: Chooser
    var violations: [Violation] = []
    var nextSequence = 0
    /// How late a timer was at most.
    var longestLateness = Duration.zero
    /// Whether the loop was started and has not ended.
    var isRunning = false
    var wasStarted = false
    /// Whether the run is over. What the loop takes then is released at once: it may hold the loop.
    var hasEnded: Bool { wasStarted && !isRunning }
    /// Whether a drain is scheduled on the queue, or runs.
    var isDrainDue = false
    /// Whether the loop's thread waits for a socket, in a drain.
    var isWaiting = false
    /// For which instant the alarm is set.
    var alarmInstant = Instant.distantFuture
    var ending: Report.Ending?
    /// The names of the tasks that were started by `spawn` and have not ended, by the runtime's number.
    var tasks: [UInt64: LiveEvent.Name] = [:]
    /// What `spawn` is about to start, by thread: the first job that the thread enqueues is the task's.
    var spawning: [UInt: LiveEvent.Name] = [:]
    /// Watches the loop's sockets; made for the first of them.
    var poller: Poller?
    /// The sockets with bytes that go out before the loop waits again.
    var unflushed: [TCPSocket] = []

    mutating func issueSequence() -> Int {
      nextSequence += 1
      return nextSequence - 1
    }
  }

  /// The time since the loop was created. It does not change during an event.
  public var now: Instant {
    isCurrent ? Instant(nanoseconds: eventStart.load(ordering: .relaxed)) : clockReading
  }

  /// The time since the loop was made, also within an event.
  var clockReading: Instant { clock.reading }

  /// How many events the loop has run, the running one included.
  public var eventCount: Int { ranCount.load(ordering: .relaxed) }

  /// Whether the caller runs in an event of this loop.
  public var isCurrent: Bool { runner.load(ordering: .relaxed) == ThreadIdentity.current }

  /// Whether the caller may touch state confined to this loop: in its events, or while it does not run at all.
  public var allowsAccess: Bool { isCurrent || !isLive.load(ordering: .acquiring) }

  /// Begins an access to the loop's state while the loop does not run; one thread at a time has it.
  package func beginAccess() -> Bool { gate.enter(unless: { isLive.load(ordering: .acquiring) }) }

  /// Ends an access.
  package func endAccess() { gate.leave() }

  /// The loop's account of what was promised on it.
  public var account: LoopAccount { LoopAccount(of: self) }

  /// The events that took longer than the threshold and have ended, the first hundred of them.
  public var blockedEvents: [BlockedEvent] { blockingWatch.blocked }

  /// Makes one choice by the loop's policy.
  public func choose(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int {
    guard options > 1 else { return 0 }
    let picked = state.withLock { $0.chooser.pick(kind, among: options, for: key) }
    return (0..<options).contains(picked) ? picked : 0
  }

  /// Notes that something was promised that has to be settled, and where.
  package func open(
    _ kind: Obligation.Kind, _ label: @autoclosure () -> String, at site: SourceSite
  ) -> Obligation.ID {
    let (label, since) = (label(), now)
    return state.withLock { state in
      if kind == .task { state.spawning[ThreadIdentity.current] = LiveEvent.Name(label: label, site: site) }
      return state.ledger.open(kind, label, at: site, since: since, task: nil)
    }
  }

  /// Notes that an obligation was met.
  @discardableResult
  package func close(_ id: Obligation.ID) -> Bool {
    state.withLock { $0.ledger.close(id) }
  }

  /// Notes a violation for the loop's report.
  public func record(_ violation: Violation) {
    state.withLock { $0.violations.append(violation) }
  }

  /// Notes a violation by an obligation of this loop.
  package func record(_ kind: Violation.Kind, by obligation: Obligation.ID) {
    let now = now
    state.withLock { state in
      guard let (label, site) = state.ledger.name(of: obligation) else { return }
      state.violations.append(Violation(kind, label, createdAt: site, instant: now))
    }
  }

  /// Notes that a promise was dropped unkept.
  package func noteDrop(of promise: Obligation.ID, _ release: @escaping @Sendable () -> Void) {
    if withAccess({ drop(promise, release) }) != nil { return }
    let name = state.withLock { $0.ledger.name(of: promise) }
    guard let (label, site) = name else { return }
    post("drop of promise '\(label)'", at: site) { self.drop(promise, release) }
  }
}
