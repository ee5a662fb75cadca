// Where code of a task runs whose preferred executor is not the loop that runs it, or no longer.

import Testing

@testable import EventLoops

/// A task executor that hands its jobs to a loop.
private final class Relay: TaskExecutor {
  enum Way {
    /// As callbacks, which run them on the relay.
    case asCallbacks
    /// As jobs of the loop, which runs them as its own.
    case asJobs
    /// At once, on the loop, in the place of what makes a job ready.
    case inPlace
  }

  let loop: VirtualEventLoop
  let way: Way
  let jobs: LoopConfined<Int>
  let isRunning: LoopConfined<Bool>

  init(to loop: VirtualEventLoop, _ way: Way) {
    self.loop = loop
    self.way = way
    jobs = LoopConfined(0, on: loop)
    isRunning = LoopConfined(false, on: loop)
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.value += 1
    switch way {
    case .asCallbacks:
      loop.post {
        self.isRunning.value = true
        job.runSynchronously(on: self.asUnownedTaskExecutor())
        self.isRunning.value = false
      }
    case .asJobs: loop.enqueue(ExecutorJob(job))
    case .inPlace: job.runSynchronously(on: loop.asUnownedTaskExecutor())
    }
  }
}

/// An async function of no actor, which the compiler begins with a switch to the task's executor.
@concurrent
private func isRunning(_ relay: Relay) async -> Bool { relay.isRunning.value }

@Suite("Tasks that prefer another executor")
struct PreferenceTests {
  // Each in a process of its own: one scope with a preference changes how all later segments of the process are run.

  @Test func `a scope with a preference runs on the executor that it names, and what follows on the loop`() async {
    await #expect(processExitsWith: .success) {
      for _ in 0..<2 {
        let loop = VirtualEventLoop()
        let relay = Relay(to: loop, .asCallbacks)
        let seen = try loop.run {
          var seen = [await isRunning(relay)]
          await withTaskExecutorPreference(relay) {
            seen.append(await isRunning(relay))
            try? await loop.sleep(for: .milliseconds(1))
            seen.append(await isRunning(relay))
          }
          seen.append(await isRunning(relay))
          return seen
        }
        precondition(seen == [false, true, true, false])
      }
    }
  }

  @Test func `a task that runs inside another task's segment is asked for its own preference`() async {
    await #expect(processExitsWith: .success) {
      let loop = VirtualEventLoop()
      let relay = Relay(to: loop, .inPlace)
      try loop.run {
        _ = await isRunning(relay)
        let task = Task(executorPreference: relay) {
          for _ in 0..<3 { _ = await isRunning(relay) }
        }
        await task.value
      }
      precondition(relay.jobs.value >= 6, "\(relay.jobs.value) jobs")
    }
  }

  @Test func `a task whose executor hands its jobs on to the loop passes that executor with each switch`() async {
    await #expect(processExitsWith: .success) {
      let loop = VirtualEventLoop()
      let relay = Relay(to: loop, .asJobs)
      let task = Task(executorPreference: relay) {
        for _ in 0..<5 { _ = await isRunning(relay) }
      }
      loop.run()
      _ = task
      // The runtime compares the executor that runs the task with the one that it prefers: two switches for each call.
      precondition(relay.jobs.value >= 10, "\(relay.jobs.value) jobs")
    }
  }

  #if os(Linux) && !BRAID_PORTABLE
    @Test func `the executor of a task is looked up once`() async {
      await #expect(processExitsWith: .success) {
        let loop = VirtualEventLoop()
        let relay = Relay(to: loop, .asCallbacks)
        let seen = try loop.run {
          var seen: [Bool] = []
          _ = await isRunning(relay)
          seen.append(RuntimeTask.isSegmentSettled)
          try await loop.sleep(for: .milliseconds(1))
          seen.append(RuntimeTask.isSegmentSettled)
          return seen
        }
        precondition(seen == [true, true])
        let later = LoopConfined<[Bool]>([], on: loop)
        loop.spawn {
          _ = await isRunning(relay)
          try await suspending { continuation in
            loop.schedule(after: .milliseconds(1)) {
              later.value.append(RuntimeTask.isSegmentSettled)
              continuation.resume()
            }
          }
        }
        loop.run()
        // Outside of segments nothing is known.
        precondition(later.value == [false])
      }
    }
  #endif
}
