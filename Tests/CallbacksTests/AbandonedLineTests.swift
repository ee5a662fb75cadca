// Turns at a semaphore that a run has left in line: abandoned with the loop, so that nothing stays in memory.

import Callbacks
import EventLoops
import Testing

@Suite("Abandoned requests for permits")
struct AbandonedLineTests {
  @Test(arguments: [VirtualEventLoop.Recording.nothing, .leftovers, .everything])
  func `tasks that wait for each other's permits end, and the loop does not stay in memory`(
    recording: VirtualEventLoop.Recording
  ) {
    weak var loop: VirtualEventLoop?
    do {
      let strong = VirtualEventLoop(recording: recording)
      loop = strong
      let semaphore = Semaphore(on: strong, permits: 1, "permits")
      for _ in 1...3 {
        strong.spawn { try await semaphore.withPermit { try await semaphore.withPermit {} } }
      }
      _ = strong.run()
      #expect(semaphore.waiterCount == 3)
      strong.abandonLeftovers()
      #expect(semaphore.waiterCount == 0)
    }
    #expect(loop == nil)
  }

  @Test func `callbacks in line are called with a cancellation, in order, and the loop does not stay in memory`() {
    weak var loop: VirtualEventLoop?
    do {
      let strong = VirtualEventLoop()
      loop = strong
      let log = LoopConfined<[String]>([], on: strong)
      let semaphore = Semaphore(on: strong, permits: 1, "permits")
      for name in ["a", "b", "c"] {
        // The completion holds the semaphore, as one that gives its permit back does.
        _ = semaphore.acquire { result in
          log.withValue { $0.append("\(name) \(result), \(semaphore.freePermits) free") }
        }
      }
      _ = strong.run()
      strong.abandonLeftovers()
      let failure = "failure(Swift.CancellationError()), 0 free"
      #expect(log.value == ["a success(), 0 free", "b \(failure)", "c \(failure)"])
      let report = strong.report()
      #expect(report.violations.isEmpty)
      #expect(report.leftovers.map(\.kind) == [.permit])
    }
    #expect(loop == nil)
  }

  @Test func `a semaphore whose line has moved is not kept by its loop`() {
    let loop = VirtualEventLoop()
    weak var held: Token?
    do {
      let token = Token()
      held = token
      let semaphore = Semaphore(on: loop, permits: 1, "permits")
      for _ in 1...3 {
        _ = semaphore.acquire { _ in
          withExtendedLifetime(token) {}
          semaphore.release()
        }
      }
      semaphore.acquire { _ in withExtendedLifetime(token) {} }.cancel()
      #expect(loop.run().isClean)
      let second = Semaphore(on: loop, permits: 0, "second")
      second.acquire { _ in withExtendedLifetime((token, second)) {} }.cancel()
      #expect(loop.run().isClean)
    }
    #expect(held == nil)
  }

  private final class Token: Sendable {}
}
