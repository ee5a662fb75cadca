// Notices work that an event hands to Swift's global executor, by the runtime's own hook.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Watches `swift_task_enqueueGlobal`, through which `Task {}` and `Task.detached` leave a loop.
///
/// The runtime calls the hook on the thread that starts the task, so the thread alone tells whether an event of a
/// virtual loop does it; work of other threads passes unseen, and all of it goes on to where it was going.
/// Where the runtime does not export the hook, such a task is still found by what it leaves waiting.
enum GlobalEnqueueWatch {
  private typealias Original = @convention(thin) (UnownedJob) -> Void
  private typealias Hook = @convention(thin) (UnownedJob, Original) -> Void

  /// Installs the hook the first time it is asked for.
  static let isInstalled: Bool = {
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "swift_task_enqueueGlobal_hook") else { return false }
    let slot = symbol.assumingMemoryBound(to: Hook?.self)
    // Another tool's hook is left alone rather than chained: a thin function has nowhere to keep it.
    guard slot.pointee == nil else { return false }
    slot.pointee = { job, original in
      RunningLoop.current?.noteGlobalEnqueue()
      original(job)
    }
    return true
  }()
}
