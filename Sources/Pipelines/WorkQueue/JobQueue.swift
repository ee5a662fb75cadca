// The queue between the producer and the consumers, in callback style; the other styles wrap it.

import Callbacks
import EventLoops
import Promises

/// A queue with room for a few jobs: `put` waits while it is full, `take` while it is empty.
///
/// Each job in the queue holds a permit of `room`, which is returned when a consumer takes the job.
struct JobQueue: Sendable {
  /// What waits on each side.
  private struct State {
    var jobs: [String] = []
    var takers: [(number: Int, completion: Completion<String?>)] = []
    var lastTaker = 0
    var isFinished = false
  }

  private let room: Semaphore
  private let loop: any EventLoop
  private let notePut: @Sendable (String) -> Void
  private let state: LoopConfined<State>

  /// An empty queue that calls `notePut` with each job that it takes in.
  init(on loop: any EventLoop, room: Int, notePut: @escaping @Sendable (String) -> Void) {
    self.loop = loop
    self.notePut = notePut
    self.room = Semaphore(on: loop, permits: room, "room")
    state = LoopConfined(State(), on: loop)
  }

  /// Puts a job into the queue when there is room for it.
  ///
  /// The job is added in the event that grants the permit. A cancellation after that comes too late, so no permit is lost.
  func put(_ job: String, _ completion: @escaping Completion<Void>) -> any Cancellable {
    room.acquire { result in
      if case .success = result { add(job) }
      completion(result)
    }
  }

  private func add(_ job: String) {
    notePut(job)
    let taker = state.withValue { state in
      if state.takers.isEmpty {
        state.jobs.append(job)
        return nil as Completion<String?>?
      }
      return state.takers.removeFirst().completion
    }
    if let taker { deliver(job, to: taker) }
  }

  /// Says that no further job is added: consumers get nil when the queue is empty.
  func finish() {
    let takers = state.withValue { state in
      state.isFinished = true
      let takers = state.takers.map(\.completion)
      state.takers = []
      return takers
    }
    for taker in takers { loop.post("end of the queue") { taker(.success(nil)) } }
  }

  /// Drops the jobs that no consumer will take.
  func discard() {
    let count = state.withValue { state in
      defer { state.jobs = [] }
      return state.jobs.count
    }
    for _ in 0..<count { room.release() }
  }

  /// Takes the first job, or waits for one; nil if the queue is finished and empty. `completion` is called in a later
  /// event.
  ///
  /// - Returns: A handle that ends the wait with `CancellationError`. A job that is on its way is delivered all the same.
  func take(_ completion: @escaping Completion<String?>) -> any Cancellable {
    let (job, number, isOver) = state.withValue { state -> (String?, Int, Bool) in
      if !state.jobs.isEmpty { return (state.jobs.removeFirst(), 0, false) }
      if state.isFinished { return (nil, 0, true) }
      state.lastTaker += 1
      state.takers.append((state.lastTaker, completion))
      return (nil, state.lastTaker, false)
    }
    if isOver { loop.post("end of the queue") { completion(.success(nil)) } }
    if let job { deliver(job, to: completion) }
    return CancellationHandle { leave(number) }
  }

  private func deliver(_ job: String, to taker: @escaping Completion<String?>) {
    room.release()
    loop.post("job") { taker(.success(job)) }
  }

  private func leave(_ number: Int) {
    let taker = state.withValue { state in
      state.takers.firstIndex { $0.number == number }.map { state.takers.remove(at: $0).completion }
    }
    if let taker { loop.post("cancelled wait for a job") { taker(.failure(CancellationError())) } }
  }
}

extension JobQueue {
  /// The future of a place in the queue for a job.
  func put(_ job: String) -> Future<Void> {
    Future(on: loop, "put") { put(job, $0) }
  }

  /// The future of the next job; nil if the queue is finished and empty.
  func take() -> Future<String?> {
    Future(on: loop, "job") { take($0) }
  }

  /// Puts a job into the queue when there is room for it.
  func put(_ job: String) async throws {
    try await awaitCompletion(on: loop, "put") { put(job, $0) }
  }

  /// The next job; nil if the queue is finished and empty.
  func take() async throws -> String? {
    try await awaitCompletion(on: loop, "job") { take($0) }
  }
}
