// Swift tasks as the runtime knows them: their numbers, and the segments that loops run.

import ConcurrencyHooks

/// The runtime's number for the task that a job belongs to, or 0 if it belongs to none (an actor's job).
///
/// An exported function of the Swift runtime; `ExecutorJob.description` shows the same number, as text.
@_silgen_name("swift_task_getJobTaskId")
private func runtimeTaskID(ofJob job: UnownedJob) -> UInt64

/// The numbers that the runtime gives to tasks: process-wide, so they are only ever compared, never shown.
package enum RuntimeTask {
  package static func id(of job: UnownedJob) -> UInt64 {
    runtimeTaskID(ofJob: job)
  }

  /// The number of the task that runs on this thread, or 0 outside of any task.
  static var currentID: UInt64 {
    withUnsafeCurrentTask { task in
      // A task is a job to the runtime, and both types are one pointer to it.
      task.map { runtimeTaskID(ofJob: unsafeBitCast($0, to: UnownedJob.self)) } ?? 0
    }
  }
}

extension RuntimeTask {
  // A task is a job to the runtime, and a continuation is its task: all three are one pointer. It is compared, or has memory
  // fetched early.

  /// Runs a segment of a task on the loop, and tells the hooks of it: the code of a task that prefers the loop continues in place
  /// between async functions, without a look-up of its executor for each.
  ///
  /// - Parameter isSettled: Whether the task is known to prefer the loop; if not, that is looked up once.
  @inline(__always)
  package static func runSegment(_ job: UnownedJob, on loop: some EventLoop & AnyObject, isSettled: Bool = false) {
    beginSegment(
      unsafeBitCast(job, to: UnsafeRawPointer.self), Unmanaged.passUnretained(loop).toOpaque(), isSettled ? 1 : 0)
    job.runSynchronously(on: loop.asUnownedTaskExecutor())
    endSegment()
  }

  /// Has the loop, which is about to run on this thread, take the tasks that are created with it as their preferred executor, from
  /// the hooks and not from the runtime.
  static func takeNewTasks(of loop: VirtualEventLoop) {
    takeTasks(Unmanaged.passUnretained(loop).toOpaque()) { loop, task in
      // The loop is kept alive by its `run`.
      guard let loop, let task else { return }
      Unmanaged<VirtualEventLoop>.fromOpaque(loop)._withUnsafeGuaranteedRef {
        _ = $0.accept(unsafeBitCast(task, to: UnownedJob.self), isSettled: true)
      }
    }
  }

  /// Ends what `takeNewTasks` began.
  static func stopTaking() { takeTasks(nil, nil) }

  /// Whether a segment runs on this thread whose task is known to prefer its loop, for tests.
  static var isSegmentSettled: Bool { ConcurrencyHooks.isSegmentSettled() != 0 }

  /// Whether the continuation, which the running segment has just made, is that of its task, and the loop may run the task's next
  /// segment in place of resuming it.
  @inline(__always)
  static func isSettled(_ continuation: UnsafeContinuation<Void, any Error>) -> Bool {
    continuesOnLoop(unsafeBitCast(continuation, to: UnsafeRawPointer.self)) != 0
  }

  /// The next segment of the task that waits in the continuation.
  @inline(__always)
  static func segment(after continuation: UnsafeContinuation<Void, any Error>) -> UnownedJob {
    unsafeBitCast(continuation, to: UnownedJob.self)
  }

  /// Asks the processor to fetch the task that waits in the continuation.
  @inline(__always)
  static func prefetch(_ continuation: UnsafeContinuation<Void, any Error>) {
    prefetchTask(unsafeBitCast(continuation, to: UnsafeRawPointer.self))
  }

  /// Asks the processor to fetch the task, if any, that the job belongs to.
  @inline(__always)
  static func prefetch(_ job: UnownedJob) {
    prefetchTask(unsafeBitCast(job, to: UnsafeRawPointer.self))
  }

  /// Asks the processor to fetch the memory in which a task will have its first frames.
  @inline(__always)
  static func prefetchStack(of job: UnownedJob) {
    ConcurrencyHooks.prefetchStack(unsafeBitCast(job, to: UnsafeRawPointer.self))
  }

  /// Asks the processor to fetch the frames of the task that waits in the continuation, which was not resumed.
  ///
  /// - Parameter isSettled: Whether the loop may run the task itself, so that the continuation is known to be the task. What its
  ///   end touches is fetched as well then.
  @inline(__always)
  static func prefetchFrames(of continuation: UnsafeContinuation<Void, any Error>, isSettled: Bool) {
    let task = unsafeBitCast(continuation, to: UnsafeRawPointer.self)
    ConcurrencyHooks.prefetchFrames(task)
    if isSettled { prefetchEnd(task) }
  }
}
