// The test process keeps its memory in few arenas, however many threads its suites use.

#if canImport(Glibc)
  import AllocatorArenas
  import Foundation
  import Testing

  @Suite("The allocator of the test process")
  struct AllocatorTests {
    @Test("threads that allocate side by side share two arenas")
    func threadsShareArenas() {
      let threads = 8
      let allocated = DispatchSemaphore(value: 0)
      let counted = DispatchSemaphore(value: 0)
      for _ in 0..<threads {
        Thread {
          free(malloc(100_000))
          allocated.signal()
          counted.wait()
        }.start()
      }
      for _ in 0..<threads { allocated.wait() }
      defer { for _ in 0..<threads { counted.signal() } }
      #expect((1...ALLOCATOR_ARENAS).contains(allocatorArenas()))
    }
  }
#endif
