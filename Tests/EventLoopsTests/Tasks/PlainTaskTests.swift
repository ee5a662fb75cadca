// Tasks on a loop that keeps no account of single events, which begin and wake without the runtime's queues.

import EventLoops
import Synchronization
import Testing

/// Says when it goes.
private final class Held: Sendable {
  let log: Log
  init(_ log: Log) { self.log = log }
  deinit { log.stamp("released") }
}

/// An actor whose method sleeps on the loop.
private actor Sleeper {
  private var naps = 0

  func nap(on loop: VirtualEventLoop) async throws -> Int {
    naps += 1
    try await loop.sleep(for: .milliseconds(1))
    assertIsolated()
    naps += 1
    return naps
  }
}

@Suite("Tasks of a plain loop")
struct PlainTaskTests {
  private func plainLoop() -> VirtualEventLoop { VirtualEventLoop(recording: .nothing) }

  @Test func `a task of an event runs in its turn, and releases what it holds`() {
    let loop = plainLoop()
    let log = Log(on: loop)
    loop.post {
      loop.post { log.stamp("before") }
      let held = Held(log)
      Task(executorPreference: loop) {
        withExtendedLifetime(held) { log.stamp("task") }
        try await loop.sleep(for: .milliseconds(1))
        log.stamp("slept")
      }
      loop.post { log.stamp("after") }
    }
    loop.run()
    #expect(log.lines == ["0ms before", "0ms task", "0ms after", "1ms slept", "1ms released"])
  }

  @Test func `a task prefers the loop that it names, whichever loop's event creates it`() {
    let loop = plainLoop()
    let other = plainLoop()
    let log = Log(on: other)
    loop.post {
      Task(executorPreference: other) { log.stamp(loop.isCurrent ? "on the wrong loop" : "on its loop") }
    }
    loop.run()
    #expect(log.lines.isEmpty)
    other.run()
    loop.spawn { #expect(loop.isCurrent) }
    loop.run()
    #expect(log.lines == ["0ms on its loop"])
  }

  @Test func `the value of a task of an event is there for others, and its children run on the loop`() throws {
    let loop = plainLoop()
    let sum = try loop.run {
      let task = loop.spawn {
        async let one = {
          try await loop.sleep(for: .milliseconds(2)); return loop.isCurrent ? 1 : 0
        }()
        try await loop.sleep(for: .milliseconds(1))
        return try await one + 1
      }
      return try await task.value
    }
    #expect(sum == 2)
    #expect(loop.now == .milliseconds(2))
  }

  @Test func `an actor that sleeps on the loop continues as itself`() throws {
    let loop = plainLoop()
    let sleeper = Sleeper()
    let naps = try loop.run {
      try await loop.sleep(for: .milliseconds(1))
      _ = try await sleeper.nap(on: loop)
      return try await sleeper.nap(on: loop)
    }
    #expect(naps == 4)
  }

  @Test func `handlers of cancellation may come and go while another thread cancels`() {
    let loop = plainLoop()
    let handled = Atomic(0)
    let tasks = Mutex<[Task<Void, Never>]>([])
    let ended = LoopConfined(0, on: loop)
    loop.post {
      for _ in 0..<400 {
        let task = Task(executorPreference: loop) { @Sendable in
          for _ in 0..<500 {
            await withTaskCancellationHandler {
              await withTaskCancellationHandler {
              } onCancel: {
                handled.add(1, ordering: .relaxed)
              }
            } onCancel: {
              handled.add(1, ordering: .relaxed)
            }
          }
          ended.value += 1
        }
        tasks.withLock { $0.insert(task, at: 0) }
      }
      onNewThread {
        while let task = tasks.withLock({ $0.popLast() }) { task.cancel() }
      }
    }
    loop.run()
    #expect(ended.value == 400)
    #expect(handled.load(ordering: .relaxed) <= 400 * 1_000)
  }
}
