// Pipelines of three calls as tasks of Swift on the least executor there can be: the counterpart of `braid bench pipeline-…-async`.
// A list of jobs and a heap of continuations, without cancellation, errors, names and checks: what is left is Swift's own runtime.
//
// usage: tasks IN-FLIGHT [varied]     prints nanoseconds of processor time a pipeline
// swiftc -O -swift-version 6 -parse-as-library .ci/peers/tasks.swift -o tasks

import Glibc

func processorNanoseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

struct Timer {
  let due: Int
  let sequence: Int
  let waiting: UnsafeContinuation<Void, Never>

  func precedes(_ other: Timer) -> Bool { due != other.due ? due < other.due : sequence < other.sequence }
}

struct Heap {
  private var timers: [Timer] = []

  var first: Timer? { timers.first }

  mutating func push(_ timer: Timer) {
    var place = timers.count
    timers.append(timer)
    while place > 0, timer.precedes(timers[(place - 1) / 2]) {
      timers[place] = timers[(place - 1) / 2]
      place = (place - 1) / 2
    }
    timers[place] = timer
  }

  mutating func pop() -> Timer? {
    guard let first = timers.first, let last = timers.popLast() else { return nil }
    guard !timers.isEmpty else { return first }
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < timers.count else { break }
      if child + 1 < timers.count, timers[child + 1].precedes(timers[child]) { child += 1 }
      guard timers[child].precedes(last) else { break }
      timers[place] = timers[child]
      place = child
    }
    timers[place] = last
    return first
  }
}

// Unchecked: all of it runs in one thread.
final class Loop: TaskExecutor, @unchecked Sendable {
  private var ready: [UnownedJob] = []
  private var timers = Heap()
  private var now = 0
  private var sequence = 0
  var done = 0

  func enqueue(_ job: consuming ExecutorJob) { ready.append(UnownedJob(job)) }

  func sleep(_ milliseconds: Int) async {
    await withUnsafeContinuation { continuation in
      timers.push(Timer(due: now + milliseconds, sequence: sequence, waiting: continuation))
      sequence += 1
    }
  }

  func run() {
    repeat {
      var next = 0
      while next < ready.count {
        ready[next].runSynchronously(on: asUnownedTaskExecutor())
        next += 1
      }
      ready.removeAll(keepingCapacity: true)
      guard let due = timers.first?.due else { return }
      now = due
      while timers.first?.due == due { timers.pop()?.waiting.resume() }
    } while true
  }
}

func latency(_ milliseconds: Int, _ request: Int) -> Int {
  let place = milliseconds == 30 ? 1 : milliseconds == 20 ? 13 : 169
  return milliseconds + request / place % 13
}

@inline(never)
func call(_ loop: Loop, _ milliseconds: Int, _ request: Int) async -> Int {
  await loop.sleep(latency(milliseconds, request))
  return request + 1
}

func start(_ loop: Loop, _ request: Int) {
  Task(executorPreference: loop) {
    let request2 = await call(loop, 30, request)
    let request3 = await call(loop, 20, request2)
    _ = await call(loop, 10, request3)
    loop.done += 1
  }
}

@main
struct Peer {
  static func main() {
    let words = CommandLine.arguments
    guard words.count > 1, let inFlight = Int(words[1]) else { return print("usage: tasks IN-FLIGHT [varied]") }
    let loop = Loop()
    // As many batches as `braid bench` makes.
    let batches = max(1, 50_000 / inFlight)
    let begin = processorNanoseconds()
    for _ in 0..<batches {
      for number in 0..<inFlight { start(loop, words.count > 2 ? number : 0) }
      loop.run()
    }
    precondition(loop.done == inFlight * batches)
    print((processorNanoseconds() - begin) / Double(inFlight * batches))
  }
}
