// A job of a serial queue waits for a reply that only a later job of the queue can bring.

import Synchronization

extension OrdinaryProgram {
  /// The first job enqueues a second one and waits for its answer.
  package static let blockedLoop = OrdinaryProgram("blocked loop") { isFixed in
    let queue = SerialQueue()
    let isAnswered = Mutex(false)
    let (answers, answer) = AsyncStream.makeStream(of: Void.self)
    queue.enqueue {
      queue.enqueue {
        isAnswered.withLock { $0 = true }
        answer.yield()
      }
      if !isFixed { for await _ in answers { break } }
    }
    try await Task.sleep(for: .seconds(1))
    let wasAnswered = isAnswered.withLock { $0 }
    answer.finish()
    await queue.finish()
    return wasAnswered ? nil : "the queue waits for its own next job"
  }
}

/// Runs jobs one after another.
private final class SerialQueue: Sendable {
  private let jobs: AsyncStream<@Sendable () async -> Void>.Continuation
  private let worker: Task<Void, Never>

  init() {
    let (stream, jobs) = AsyncStream.makeStream(of: (@Sendable () async -> Void).self)
    self.jobs = jobs
    worker = Task { for await job in stream { await job() } }
  }

  func enqueue(_ job: @escaping @Sendable () async -> Void) { jobs.yield(job) }

  func finish() async {
    jobs.finish()
    await worker.value
  }
}
