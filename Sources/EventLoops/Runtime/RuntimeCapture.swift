// Brings what an event hands to Swift's own executors back to the event's loop: global tasks, sleeps, the main actor.

#if os(Linux) && canImport(Glibc) && compiler(>=6.3) && !BRAID_PORTABLE
  import Glibc
  import Synchronization
  @_spi(ExperimentalScheduling) @_spi(ExperimentalCustomExecutors) import _Concurrency

  /// Four places at which the runtime asks where a job is to go, or what time it is. At each one, the calling thread
  /// decides: inside an event of a loop that captures, the answer is that loop's; anywhere else, it is what it always was.
  ///
  /// 1. `swift_task_enqueueGlobal_hook` (see `GlobalEnqueueWatch`): `Task {}`, `Task.detached`, actors.
  /// 2. The default executor, which is replaced by one that passes on what is not for a loop: `Task.sleep` asks it to
  ///    wait, and `Task.yield`, `Task.immediate` and `globalConcurrentExecutor` go to it without passing the hook.
  /// 3. `swift_task_getMainExecutor_hook`: the executor of `MainActor`.
  /// 4. The clocks (see `ClockCapture`): a sleep arrives as a deadline on one of them.
  ///
  /// Tasks get a preferred executor when they are created, so that each of their hops comes by (see
  /// `CapturingTaskExecutor`), and pass a gate before they enter an actor (see `ActorGate`).
  ///
  /// The second and the fourth are no public interface of the runtime. Therefore `isAvailable`
  /// asks the runtime itself: it is true only if a small program that leaves its loop in every way behaves.
  enum RuntimeCapture {
    /// Whether this process can capture. The first call installs the hooks, and tries them.
    static let isAvailable = isInstalled && trial()

    private static let isInstalled: Bool = {
      guard let main = dlsym(dlopen(nil, RTLD_NOW), "swift_task_getMainExecutor_hook") else { return false }
      guard ClockCapture.isInstalled, RoutingExecutor.original is any SchedulingExecutor else { return false }
      typealias Original = @convention(thin) () -> UnownedSerialExecutor
      typealias Hook = @convention(thin) (Original) -> UnownedSerialExecutor
      let slot = main.assumingMemoryBound(to: Hook?.self)
      guard slot.pointee == nil else { return false }
      slot.pointee = { original in
        RunningLoop.capturing == nil ? original() : LoopMainExecutor.shared.asUnownedSerialExecutor()
      }
      CapturingTaskExecutor.install()
      ActorGate.install()
      _createExecutors(factory: Factory.self)
      return true
    }()

    private struct Factory: ExecutorFactory {
      static let mainExecutor: any MainExecutor = MainActor.executor
      static let defaultExecutor: any TaskExecutor = RoutingExecutor()
    }

    /// Runs a program that leaves its loop in every way, on a thread of its own, since the caller may be in an event.
    private static func trial() -> Bool {
      var thread = pthread_t()
      let failure = pthread_create(&thread, nil, { _ in RuntimeCapture.runTrial() }, nil)
      guard failure == 0 else { return false }
      pthread_join(thread, nil)
      return trialSucceeded.load(ordering: .acquiring)
    }

    private static let trialSucceeded = Atomic(false)

    private static func runTrial() -> UnsafeMutableRawPointer? {
      let loop = VirtualEventLoop(
        name: "trial of capture", policy: .fifo, limits: VirtualEventLoop.Limits(), recording: .nothing, captures: true)
      let places = LoopConfined<[Bool]>([], on: loop)
      let instant = try? loop.run {
        let note: @Sendable () -> Void = { if loop.isCurrent { places.withValue { $0.append(true) } } }
        try await Task.sleep(for: .seconds(3_600))
        await Task { @MainActor in note() }.value
        try await Task.detached {
          try await Task.sleep(for: .seconds(60))
          note()
        }.value
        await MainActor.run { note() }
        return loop.now
      }
      let succeeded = instant == .zero.advanced(by: .seconds(3_660)) && places.value.count == 3
      trialSucceeded.store(succeeded, ordering: .releasing)
      return nil
    }
  }

  /// The process's default executor: passes each job to the capturing loop that asks, or to the original.
  ///
  /// It is put in place while other threads may run, by two stores, object and table of methods. It has no state and
  /// no method of it looks at `self`, so a thread that reads the new table with the old object does no harm.
  private final class RoutingExecutor: TaskExecutor, SchedulingExecutor {
    static let original: any TaskExecutor = Task.defaultExecutor
    private static let originalScheduler = original as? any SchedulingExecutor

    func enqueue(_ job: consuming ExecutorJob) {
      guard let loop = RunningLoop.capturing else { return Self.original.enqueue(job) }
      let job = UnownedJob(job)
      if !loop.takesOver(job) { Self.original.enqueue(job) }
    }

    func enqueue<C: Clock>(
      _ job: consuming ExecutorJob, after delay: C.Duration, tolerance: C.Duration?, clock: C
    ) {
      if let loop = RunningLoop.capturing, let delay = delay as? Swift.Duration {
        loop.captureSleep(for: delay, waking: UnownedJob(job))
      } else {
        Self.originalScheduler?.enqueue(job, after: delay, tolerance: tolerance, clock: clock)
      }
    }

    func enqueue<C: Clock>(
      _ job: consuming ExecutorJob, at instant: C.Instant, tolerance: C.Duration?, clock: C
    ) {
      if let loop = RunningLoop.capturing, let remaining = clock.now.duration(to: instant) as? Swift.Duration {
        loop.captureSleep(for: remaining, waking: UnownedJob(job))
      } else {
        Self.originalScheduler?.enqueue(job, at: instant, tolerance: tolerance, clock: clock)
      }
    }
  }
#else
  /// The portable form, and platforms whose runtime has none of these places, capture nothing.
  enum RuntimeCapture {
    static let isAvailable = false
  }
#endif
