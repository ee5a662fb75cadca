// A semaphore that no hook takes.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Dispatch
#endif

/// A semaphore of the system's, for the threads of a loop.
final class Signal: @unchecked Sendable {
  // Unchecked: the object is the system's, which is made for many threads, and it does not move.
  #if canImport(Darwin)
    private let object = DispatchSemaphore(value: 0)

    func send() { object.signal() }
    func wait() { object.wait() }
  #else
    private let object: UnsafeMutablePointer<sem_t>

    init() {
      object = .allocate(capacity: 1)
      sem_init(object, 0, 0)
    }

    deinit {
      sem_destroy(object)
      object.deallocate()
    }

    func send() { sem_post(object) }
    func wait() { while sem_wait(object) != 0 {} }
  #endif
}
