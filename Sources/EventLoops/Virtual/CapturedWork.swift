// What a capturing loop keeps of the work it has taken in, and which loop a captured task belongs to.

import Synchronization

/// The tasks and sleeps that a capturing loop keeps account of.
///
/// Touched like the loop's own state: by the thread that runs the loop, or under its gate.
final class CapturedWork {
  /// Where a segment of a task runs.
  enum TargetExecutor: Sendable {
    /// On the loop, which is the task's executor by preference.
    case loop
    /// On the loop, in place of the process's default executor.
    case global
    /// On the loop, in place of the main actor's executor.
    case main
    /// On the actor at an address, behind the gate.
    case actor(UInt)

    var actor: UInt? { if case .actor(let address) = self { address } else { nil } }
    var isMain: Bool { if case .main = self { true } else { false } }
  }

  /// A sleep that has begun: its timer, the runtime's job that ends it, and the sleeping task.
  struct Sleep {
    var ticket: Ticket
    var waker: UnownedJob
    // Kept beyond the call that hands it out: the task cannot end before its sleep does.
    var task: UnsafeCurrentTask?
  }

  /// Runtime numbers of the tasks that belong to the loop. Looked up, never iterated.
  var tasks: Set<UInt64> = []
  /// The sleeping tasks by number. Looked up, never iterated.
  var sleeps: [UInt64: Sleep] = [:]
  /// The jobs that would have ended sleeps that were cancelled; running one frees what the runtime keeps for it.
  var cancelledWakers: [UnownedJob] = []
  /// Where the segment is to run that a sleep's end has made ready.
  var wokenExecutor = TargetExecutor.loop

  deinit {
    CapturedTasks.forget(tasks, of: ObjectIdentifier(self))
  }
}

/// The loop of each captured task, for threads that resume or cancel one from outside of its loop.
enum CapturedTasks {
  private struct Home {
    // Never read while the lock is held: releasing the last reference would end the loop, which takes the lock.
    weak var loop: VirtualEventLoop?
    /// The loop's `CapturedWork`.
    var owner: ObjectIdentifier
  }

  private static let homes = Mutex<[UInt64: Home]>([:])
  /// Whether there is any; all that threads ask which have nothing to do with a capturing loop.
  private static let exist = Atomic(false)

  /// Makes a task one of a loop's, unless it is another's.
  static func settle(_ task: UInt64, on loop: VirtualEventLoop, owner: CapturedWork) {
    let home = Home(loop: loop, owner: ObjectIdentifier(owner))
    exist.store(true, ordering: .relaxed)
    homes.withLock { homes in
      if homes[task] == nil { homes[task] = home }
    }
  }

  /// Forgets the tasks of a loop that ends.
  static func forget(_ tasks: Set<UInt64>, of owner: ObjectIdentifier) {
    homes.withLock { homes in
      for task in tasks where homes[task]?.owner == owner { homes[task] = nil }
      if homes.isEmpty { exist.store(false, ordering: .relaxed) }
    }
  }

  /// Hands a captured task's job to its loop.
  ///
  /// - Returns: Whether there is one.
  static func routeToHomeLoop(_ job: UnownedJob, to executor: CapturedWork.TargetExecutor = .global) -> Bool {
    guard exist.load(ordering: .relaxed) else { return false }
    let task = RuntimeTask.id(of: job)
    guard task != 0, let home = homes.withLock({ $0[task] }), let loop = home.loop else { return false }
    loop.acceptFromOutside(job, for: executor)
    return true
  }
}
