// Work for Swift's own executors as events of a capturing loop: tasks, sleeps, the main actor.

import Synchronization

extension VirtualEventLoop {
  /// What the loop captures; `nothing` if that was asked for, or if the Swift runtime does not allow more.
  package var capturing: Capture { captured != nil ? .everything : watchesEscapes ? .nothing : .unwatched }

  /// Takes a job over that the running event hands to the default executor, if the loop captures and the job is its own.
  ///
  /// A task is the loop's own if the loop has captured it before, or if it is younger than the run. A job without a task
  /// is an actor's, or what remains of a `Task.yield`. Whatever else an event resumes lives elsewhere and stays there.
  func takesOver(_ job: UnownedJob) -> Bool {
    guard let captured else { return false }
    let task = RuntimeTask.id(of: job)
    if task != 0, !captured.tasks.contains(task) {
      if CapturedTasks.routeToHomeLoop(job) { return true }
      guard task > newestOldTask else { return false }
    }
    accept(job, for: .global)
    return true
  }

  /// Takes a job that the running event hands to the main actor.
  func takeOverForMain(_ job: UnownedJob) {
    let paused = InstrumentedMemory.pause()
    defer { paused.resume() }
    let sequence = accept(job, for: .main)
    if sequence >= 0 { keepOrderOnMain(sequence) }
  }

  private func adopt(_ task: UInt64, into captured: CapturedWork) {
    guard task != 0, captured.tasks.insert(task).inserted else { return }
    CapturedTasks.settle(task, on: self, owner: captured)
  }

  /// The ready event for a job. Its task is the loop's own from now on; if it slept until now, its sleep was cancelled.
  func capturedEvent(
    _ job: UnownedJob, for executor: CapturedWork.TargetExecutor, sequence: Int
  ) -> ReadyWork {
    if let captured {
      let task = RuntimeTask.id(of: job)
      adopt(task, into: captured)
      if let sleep = captured.sleeps.removeValue(forKey: task) {
        _ = withdraw(sleep.ticket)
        captured.cancelledWakers.append(sleep.waker)
      }
    }
    guard case .main = executor, let dispatch else {
      return .callback { [unowned self] in runCaptured(job, for: executor) }
    }
    let item = dispatch.mainSegment(sequence)
    return .callback { [unowned self] in
      let outer = dispatch.begin(item)
      runCaptured(job, for: executor)
      dispatch.end(item, outer)
    }
  }

  /// Runs a segment as its own executor would have run it.
  func runCaptured(_ job: UnownedJob, for executor: CapturedWork.TargetExecutor) {
    prepare(job)
    actorCalls.runningTask = RuntimeJob.kind(of: job) == .other ? nil : RuntimeTask.id(of: job)
    switch executor {
    case .loop: job.runSynchronously(on: asUnownedTaskExecutor())
    case .global: job.runSynchronously(on: CapturingTaskExecutor.shared.asUnownedTaskExecutor())
    case .main: LoopMainExecutor.shared.run(job)
    case .actor(let address): run(job, on: address)
    }
    currentTask = nil
    actorCalls.runningTask = 0
    while let waker = captured?.cancelledWakers.popLast() { waker.runSynchronously(on: .global) }
  }

  /// Lets the running task sleep on the loop's time.
  func captureSleep(for delay: Duration, waking waker: UnownedJob) {
    let paused = InstrumentedMemory.pause()
    defer { paused.resume() }
    let deadline = clockReading.advanced(by: delay)
    let sequence = issueSequence(.sleep, { currentNameNumber }, due: max(deadline, clockReading))
    let sleeper = RuntimeTask.currentID
    let task = withUnsafeCurrentTask { $0 }
    let ticket = timers.hold(
      .callback { [unowned self] in
        captured?.sleeps[sleeper] = nil
        isWaking = true
        waker.runSynchronously(on: .global)
        isWaking = false
        runWoken()
      }, sequence: sequence)
    captured?.sleeps[sleeper] = CapturedWork.Sleep(ticket: ticket, waker: waker, task: task)
    enqueue(ticket, due: deadline)
  }
}

extension UnownedSerialExecutor {
  /// What the runtime takes for "no actor": two words of zero. Its own default executor runs jobs so.
  fileprivate static var global: UnownedSerialExecutor { unsafeBitCast((0, 0), to: UnownedSerialExecutor.self) }
}

/// The executor of `MainActor` inside the events of capturing loops.
///
/// One object for all of them, without state: the calling thread tells the loop. No two loops run segments of the main
/// actor at once, so what it protects stays protected among them, though not from the process's own main thread.
final class LoopMainExecutor: SerialExecutor {
  static let shared = LoopMainExecutor()
  private static let turn = Mutex(())

  /// The runtime asks this last, where code of the main actor runs on another executor than this one: the body of an
  /// event on the main queue, which runs on the main actor's own executor, passes for isolated, and so does what an event has
  /// submitted to the main queue.
  func checkIsolated() {
    let loop = RunningLoop.capturing
    let isIsolated = loop?.runsBodyOfCaller == true && MainQueue.isCurrent || loop?.dispatch?.isOnMainQueue == true
    precondition(isIsolated, "code of the main actor runs outside of the main actor")
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if let loop = RunningLoop.capturing {
      loop.takeOverForMain(job)
    } else if !CapturedTasks.routeToHomeLoop(job, to: .main) {
      MainActor.shared.enqueue(job)
    }
  }

  func run(_ job: UnownedJob) {
    let loop = RunningLoop.capturing
    Self.turn.withLock { _ in
      loop?.runsMain = true
      job.runSynchronously(on: asUnownedSerialExecutor())
      loop?.runsMain = false
    }
  }

  /// Lets other loops run segments of the main actor while the segment waits that the calling thread runs.
  static func stepAside() { turn._unsafeUnlock() }

  /// Ends what `stepAside` began.
  static func stepBack() { turn._unsafeLock() }
}
