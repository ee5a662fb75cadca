// Notices work that an event hands to Swift's global executor, by the runtime's own hook.

import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Watches `swift_task_enqueueGlobal`, through which `Task {}` and `Task.detached` leave a loop.
///
/// The runtime calls the hook on the thread that starts or resumes a task, so the thread alone tells whether an event
/// of a virtual loop does it. An event may resume a task that lives elsewhere; what it may not do is start one. The
/// runtime numbers tasks as they are created, so a task is new if its number is higher than any that was known when
/// the run began. Where the runtime does not export the hook, such a task is still found by what it leaves waiting.
///
/// `Task.immediate` is seen when it first waits for something of the loop's. What it does before that runs inside the
/// event, and `Task.yield` goes round the hook: one that only ever yields leaves unseen.
enum GlobalEnqueueWatch {
  private typealias Original = @convention(thin) (UnownedJob) -> Void
  private typealias Hook = @convention(thin) (UnownedJob, Original) -> Void

  /// The highest number of a task that has passed the hook, or that has created or run a loop.
  private static let highest = Atomic<UInt64>(0)

  /// Installs the hook, unless that was done, and takes note of the caller's task.
  static func begin() {
    _ = isInstalled
    _ = newestTask()
  }

  /// The highest number that is known of, the caller's included.
  static func newestTask() -> UInt64 {
    highest.max(RuntimeTask.currentID, ordering: .relaxed).newValue
  }

  private static let isInstalled: Bool = {
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "swift_task_enqueueGlobal_hook") else { return false }
    let slot = symbol.assumingMemoryBound(to: Hook?.self)
    // Another tool's hook is left alone rather than chained: a thin function has nowhere to keep it.
    guard slot.pointee == nil else { return false }
    slot.pointee = { job, original in
      let task = RuntimeTask.id(of: job)
      highest.max(task, ordering: .relaxed)
      if let loop = RunningLoop.current {
        if loop.takesOver(job) { return }
        if task > loop.newestOldTask { return loop.deferJob(job) }
      } else if CapturedTasks.routeToHomeLoop(job) {
        return
      }
      original(job)
    }
    return true
  }()
}
