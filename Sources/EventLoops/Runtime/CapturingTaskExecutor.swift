// The preferred executor of the tasks that events of capturing loops create.

import ConcurrencyHooks

/// Makes an event of each hop of a captured task.
///
/// A task without a preferred executor that calls an actor runs on in the same event, also when it comes back from the
/// actor: the runtime switches in place where nothing else holds the actor. On a machine with several threads other tasks
/// run in between. With a preferred executor each hop is enqueued.
///
/// One object for all loops, without state: the calling thread and the job tell the loop. A task may outlive its loop.
final class CapturingTaskExecutor: TaskExecutor {
  static let shared = CapturingTaskExecutor()

  /// Gives the executor to all tasks that are created in events of capturing loops and name no executor themselves.
  static func install() {
    ConcurrencyHooksPrefer {
      guard RunningLoop.capturing != nil else { return ConcurrencyTaskExecutor(identity: nil, implementation: nil) }
      // An executor is two words to the runtime: the object and its table of methods.
      return unsafeBitCast(CapturingTaskExecutor.shared.asUnownedTaskExecutor(), to: ConcurrencyTaskExecutor.self)
    }
  }

  /// An exported function of the Swift runtime: it asks the hooks that `GlobalEnqueueWatch` has installed.
  @_silgen_name("swift_task_enqueueGlobal")
  private static func enqueueGlobal(_ job: UnownedJob)

  func enqueue(_ job: consuming ExecutorJob) {
    Self.enqueueGlobal(UnownedJob(job))
  }
}
