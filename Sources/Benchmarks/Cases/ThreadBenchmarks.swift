// A thread for each pipeline: what the other way of waiting costs.

import Dispatch
import Foundation

/// Measures threads that wait.
enum ThreadBenchmarks {
  static let all = [
    Benchmark(
      "thread-1k", per: "thread", size: 1_000,
      summary: "start a thread, let it wait three times, and let it end", threads)
  ]

  /// The memory is what the kernel shows as resident: the pages of the stack that were touched, not the whole of it.
  private static func threads(_ count: Int, _ batches: Int) -> Lap {
    var lap = Lap(operations: count * batches, nanoseconds: 0)
    for _ in 0..<batches {
      let before = ResidentMemory.bytes
      let (isWaiting, replies, isDone) = (semaphore(), semaphore(), semaphore())
      lap.time {
        for _ in 0..<count {
          Thread.detachNewThread {
            for _ in 0..<3 {
              isWaiting.signal()
              replies.wait()
            }
            isDone.signal()
          }
        }
        for _ in 0..<count { isWaiting.wait() }
      }
      if let before, let now = ResidentMemory.bytes { lap.bytesEach = (now - before) / count }
      lap.time {
        for _ in 0..<3 * count { replies.signal() }
        for _ in 0..<count { isDone.wait() }
      }
    }
    return lap
  }

  private static func semaphore() -> DispatchSemaphore { DispatchSemaphore(value: 0) }
}
