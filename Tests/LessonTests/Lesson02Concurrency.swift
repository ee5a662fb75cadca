// Lesson 2, concurrency: on one thread waits overlap, and work does not.

import EventLoops
import Testing

extension Lessons {
  @Suite("Lesson 02: Concurrency is not parallelism", .serialized)
  struct Lesson02Concurrency {
    @Test("1. Three waits on one thread take as long as the longest of them")
    func waitsOverlap() {
      let loop = VirtualEventLoop()
      // region waits-overlap
      for _ in 1...3 {
        loop.schedule(after: .milliseconds(60)) {}  // a reply that is there after 60 ms
      }
      #expect(loop.run().instant == .milliseconds(60))
      // endregion
    }

    @Test("2. Three pieces of work on one thread take the sum of their times")
    func workAddsUp() {
      let loop = VirtualEventLoop()
      // region work-adds-up
      for _ in 1...3 {
        loop.post { loop.block(for: .milliseconds(60)) }
      }
      #expect(loop.run().instant == .milliseconds(180))
      // endregion
    }

    @Test("3. Never do two events of a loop run at the same time")
    func oneAtATime() {
      let loop = VirtualEventLoop()
      let (running, most) = (LoopConfined(0, on: loop), LoopConfined(0, on: loop))
      for _ in 1...100 {
        loop.spawn {
          for _ in 1...3 {
            running.value += 1
            most.value = max(most.value, running.value)
            running.value -= 1
            try await loop.sleep(for: .milliseconds(10))
          }
        }
      }
      #expect(loop.run().isClean)
      #expect(most.value == 1)
    }
  }
}
