// Which virtual loop runs on this thread.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The virtual loop whose `run` is on this thread's stack.
package enum RunningLoop {
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let failure = pthread_key_create(&key, nil)
    precondition(failure == 0, "no thread-local key is left for the running event loop")
    return key
  }()

  /// A plain thread-local, not a task-local: it is asked for by code that runs outside of any task.
  ///
  /// The pointer is unretained: `run` sets it for the time in which it keeps its own loop alive.
  static var current: VirtualEventLoop? {
    get {
      pthread_getspecific(key).map { Unmanaged<VirtualEventLoop>.fromOpaque($0).takeUnretainedValue() }
    }
    set {
      pthread_setspecific(key, newValue.map { Unmanaged.passUnretained($0).toOpaque() })
    }
  }

  /// The loop, if it is one that captures what its events hand to Swift's own executors.
  package static var capturing: VirtualEventLoop? {
    guard let loop = current, loop.captured != nil else { return nil }
    return loop
  }
}
