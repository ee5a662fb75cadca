// Futures of permits that a run has left in line: abandoned with the loop.

import Callbacks
import EventLoops
import Promises
import Testing

@Suite("Abandoned futures of permits")
struct AbandonedLineLaws {
  @Test func `fail with a cancellation, and the loop does not stay in memory`() {
    weak var loop: VirtualEventLoop?
    do {
      let trial = Trial()
      loop = trial.loop
      let semaphore = Semaphore(on: trial.loop, permits: 0, "permits")
      semaphore.acquire().whenComplete { trial.note("acquire: \($0), \(semaphore.permits)") }
      semaphore.withPermit { semaphore.acquire() }.whenComplete {
        trial.note("withPermit: \($0), \(semaphore.permits)")
      }
      _ = trial.loop.run()
      trial.loop.abandonLeftovers()
      #expect(
        trial.notes == [
          "acquire: failure(Swift.CancellationError()), 0", "withPermit: failure(Swift.CancellationError()), 0",
        ])
    }
    #expect(loop == nil)
  }
}
