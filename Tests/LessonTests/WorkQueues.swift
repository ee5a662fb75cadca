// A queue of jobs between producers and consumers, in the three styles.

import Callbacks
import EventLoops
import Promises

// region callback-queue
/// A queue whose `take` calls back when there is a job.
struct CallbackQueue: Sendable {
  private let state: LoopConfined<(jobs: [Int], takers: [@Sendable (Int) -> Void])>

  init(on loop: any EventLoop) { state = LoopConfined(([], []), on: loop) }

  func put(_ job: Int) {
    let taker: (@Sendable (Int) -> Void)? = state.withValue { state in
      if state.takers.isEmpty {
        state.jobs.append(job)
        return nil
      }
      return state.takers.removeFirst()
    }
    taker?(job)
  }

  func take(_ taker: @escaping @Sendable (Int) -> Void) {
    let job: Int? = state.withValue { state in
      if state.jobs.isEmpty {
        state.takers.append(taker)
        return nil
      }
      return state.jobs.removeFirst()
    }
    if let job { taker(job) }
  }
}
// endregion

// region future-queue
/// A queue whose `take` returns a future job.
struct FutureQueue: Sendable {
  private let queue: CallbackQueue
  private let loop: any EventLoop

  init(on loop: any EventLoop) {
    queue = CallbackQueue(on: loop)
    self.loop = loop
  }

  func put(_ job: Int) { queue.put(job) }

  func take() -> Future<Int> {
    let promise = Promise<Int>(on: loop, "job")
    queue.take { job in promise.succeed(job) }
    return promise.future
  }
}
// endregion

// region bounded-queue
/// A queue with room for a few jobs: `put` waits while it is full.
struct BoundedQueue: Sendable {
  private let room: Semaphore
  private let jobs: AsyncStream<Int>
  private let continuation: AsyncStream<Int>.Continuation

  init(on loop: any EventLoop, room: Int) {
    self.room = Semaphore(on: loop, permits: room, "room")
    (jobs, continuation) = AsyncStream.makeStream()
  }

  func put(_ job: Int) async throws {
    let room = room
    try await awaitCompletion(on: room.loop, "room") { room.acquire($0) }
    continuation.yield(job)
  }

  func finish() { continuation.finish() }

  /// Calls `work` with each job, one after another, until the queue is finished and empty.
  func forEach(_ work: (Int) async throws -> Void) async rethrows {
    for await job in jobs {
      room.release()
      try await work(job)
    }
  }
}
// endregion
