// A pool of threads for the loops of the process, with a limit.

import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The threads that have nothing to do, and how many there are in all.
final class WorkerPool: Sendable {
  /// The one of the process.
  static let shared = WorkerPool(limit: 2_000)

  private let limit: Int
  private let state = Mutex<(free: [WorkerThread], count: Int)>(([], 0))

  init(limit: Int) {
    self.limit = limit
  }

  /// A thread that has nothing to do; nil if there are too many that wait, or the system has no more.
  func take() -> WorkerThread? {
    let (known, isNew) = state.withLock { state -> (WorkerThread?, Bool) in
      if let free = state.free.popLast() { return (free, false) }
      guard state.count < limit else { return (nil, false) }
      state.count += 1
      return (nil, true)
    }
    if let known { return known }
    guard isNew else { return nil }
    let worker = WorkerThread(of: self)
    if worker.start() { return worker }
    state.withLock { $0.count -= 1 }
    return nil
  }

  func take(back worker: WorkerThread) {
    state.withLock { $0.free.append(worker) }
  }
}

/// A thread that runs one task at a time, and goes back to the pool when the task has ended.
///
/// An event that waits forever keeps its thread until the process ends, so the number of threads has a limit.
final class WorkerThread: TaskExecutor, @unchecked Sendable {
  // Unchecked: the job is written before the signal is sent, and read after it has come.
  private let signal = Signal()
  private var job: UnownedJob?

  private let pool: WorkerPool

  fileprivate init(of pool: WorkerPool) {
    self.pool = pool
  }

  func enqueue(_ job: consuming ExecutorJob) {
    self.job = UnownedJob(job)
    signal.send()
  }

  fileprivate func start() -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, 2 << 20)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let pointer = Unmanaged.passRetained(self).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      return pthread_create(&thread, &attributes, { WorkerThread.main($0) }, pointer) == 0
    #else
      var thread = pthread_t()
      return pthread_create(&thread, &attributes, { WorkerThread.main($0) }, pointer) == 0
    #endif
  }

  private static func main(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let pointer else { return nil }
    let worker = Unmanaged<WorkerThread>.fromOpaque(pointer).takeRetainedValue()
    while true {
      worker.signal.wait()
      guard let job = worker.job else { continue }
      worker.job = nil
      job.runSynchronously(on: worker.asUnownedTaskExecutor())
      worker.pool.take(back: worker)
    }
  }
}
