// A task that suspends and is resumed: what a turn of Swift's own tasks costs, on a loop and elsewhere.

import Dispatch
import EventLoops

/// Measures the resumption of tasks.
enum TaskBenchmarks {
  static let all = [
    Benchmark(
      "ring-async", per: "resume", size: 200_000, summary: "a task of a virtual loop that yields, again and again"
    ) { size, batches in
      let loop = VirtualEventLoop(limits: .none, recording: .nothing)
      loop.spawn { await yield(size * batches) }
      return Lap.of(size * batches) { keep(loop.run()) }
    },
    Benchmark(
      "ring-async", "default", per: "resume", size: 200_000, summary: "the same on Swift's own global executor"
    ) { size, batches in
      Lap.of(size * batches) {
        let isDone = DispatchSemaphore(value: 0)
        Task.detached {
          await yield(size * batches)
          isDone.signal()
        }
        isDone.wait()
      }
    },
  ]

  @concurrent
  private static func yield(_ times: Int) async {
    for _ in 0..<times { await Task.yield() }
  }
}
