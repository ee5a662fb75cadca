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

  /// Installs the hook where no hook is, as after another tool has used it and taken its own out.
  ///
  /// - Returns: False if another tool's hook is in place, which is left alone rather than chained: a thin function has
  ///   nowhere to keep it.
  static func install() -> Bool {
    guard let slot, slot.state != .own else { return true }
    return installation.withLock { _ in
      switch slot.state {
      case .own: return true
      case .other: return false
      case .empty:
        slot.address.assumingMemoryBound(to: Hook?.self).pointee = hook
        slot.keepAsOwn()
        // The tasks that exist now have numbers up to this one's, which passes the hook.
        Task.detached {}
        return true
      }
    }
  }

  /// Held while a thread installs the hook: others see a hook that is not yet known as the own one.
  private static let installation = Mutex<Void>(())

  /// Whether another tool has replaced the hook, or taken it out, since it was installed.
  static var isReplaced: Bool { slot.map { $0.state != .own } ?? false }

  /// The highest number that is known of, the caller's included.
  static func newestTask() -> UInt64 {
    highest.max(RuntimeTask.currentID, ordering: .relaxed).newValue
  }

  /// Where the runtime keeps its hook; nil if it exports none.
  private static let slot = dlsym(dlopen(nil, RTLD_NOW), "swift_task_enqueueGlobal_hook").map(HookSlot.init)

  private static let hook: Hook = { job, original in
    let task = RuntimeTask.id(of: job)
    highest.max(task, ordering: .relaxed)
    if let loop = RunningLoop.current {
      if loop.takesOver(job) { return }
      if loop.watchesEscapes, task > loop.newestOldTask { return loop.deferJob(job) }
    } else if CapturedTasks.routeToHomeLoop(job) {
      return
    }
    original(job)
  }
}
