// Lesson 3, a thread beside a task, row by row: the table of examples 18-3 and 18-4, each row a test.
//
// Long, because each row of the chapter's table is a test, on threads and on a loop.

import Comparison
import Dispatch
import EventLoops
import Foundation
import Synchronization
import Testing

@testable import Pipelines

extension Lessons {
  @Suite("Lesson 03: A thread beside a task", .serialized)
  struct Lesson03Threads {
    /// What threads say, in the order in which they say it.
    private final class Words: Sendable {
      private let list = Mutex<[String]>([])

      func add(_ word: String) { list.withLock { $0.append(word) } }

      var all: [String] { list.withLock { $0 } }
    }

    /// Starts a thread and waits for its end.
    private func runThread(_ body: @escaping @Sendable () -> Void) {
      let isOver = DispatchSemaphore(value: 0)
      let thread = Thread {
        body()
        isOver.signal()
      }
      thread.start()
      #expect(isOver.wait(timeout: .now() + .seconds(30)) == .success)
    }

    @Test func `row 1: a thread runs on a thread of its own, a task on the thread of its loop`() {
      let here = ObjectIdentifier(Thread.current)
      let there = Mutex<ObjectIdentifier?>(nil)
      runThread { there.withLock { $0 = ObjectIdentifier(Thread.current) } }
      #expect(there.withLock { $0 } != here)

      let loop = VirtualEventLoop()
      let ofTask = LoopConfined<ObjectIdentifier?>(nil, on: loop)
      loop.spawn { ofTask.value = Self.currentThread }
      #expect(loop.run().isClean)
      #expect(ofTask.value == here)
    }

    @Test func `row 2: a callable that waits keeps its thread, a body that waits gives it back`() {
      // Two callables that wait for each other need two threads.
      let (first, second) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      let words = Words()
      let thread = Thread {
        first.signal()
        if second.wait(timeout: .now() + .seconds(30)) == .success { words.add("thread met caller") }
        first.signal()
      }
      thread.start()
      #expect(first.wait(timeout: .now() + .seconds(30)) == .success)
      second.signal()
      #expect(first.wait(timeout: .now() + .seconds(30)) == .success)
      #expect(words.all == ["thread met caller"])

      // Two tasks that wait for each other need one.
      let loop = VirtualEventLoop()
      let order = LoopConfined<[String]>([], on: loop)
      // region two-tasks-one-thread
      for name in ["a", "b"] {
        loop.spawn(name) {
          order.withValue { $0.append("\(name) waits") }
          try await loop.sleep(for: .seconds(1))
          order.withValue { $0.append("\(name) continues") }
        }
      }
      #expect(loop.run().isClean)
      // endregion
      #expect(order.value == ["a waits", "b waits", "a continues", "b continues"])
    }

    @Test func `row 3: a thread is there before it runs, a task cannot be had without its loop`() {
      let thread = Thread {}
      #expect(!thread.isExecuting && !thread.isFinished)

      let loop = VirtualEventLoop(name: "its loop")
      let task = loop.spawn {}
      #expect(loop.report().leftovers.map(\.kind) == [.task], "the loop knows of it from the beginning")
      #expect(loop.run().isClean)
      #expect(!task.isCancelled)
    }

    @Test func `row 4: a thread has to be started, a task is on its way when one gets it`() {
      let words = Words()
      let idle = Thread { words.add("has run") }
      // Another thread runs and ends, and the thread that was not started has still not run.
      runThread {}
      #expect(words.all.isEmpty)
      #expect(!idle.isExecuting && !idle.isFinished)

      let loop = VirtualEventLoop()
      let taskHasRun = LoopConfined(false, on: loop)
      loop.spawn { taskHasRun.value = true }
      #expect(!taskHasRun.value)
      #expect(loop.run().isClean)
      #expect(taskHasRun.value)
    }

    @Test func `row 5: a function that blocks stops the loop's spinner and not the thread's`() throws {
      let (frames, words) = (DispatchSemaphore(value: 0), Words())
      Spinner.onThread(
        frame: .milliseconds(1),
        draw: { frame in
          words.add(frame ?? "erased")
          frames.signal()
        },
        slow: {
          for _ in 1...2 { #expect(frames.wait(timeout: .now() + .seconds(30)) == .success) }
        })
      #expect(words.all.prefix(2) == ["| thinking!", "/ thinking!"])
      #expect(words.all.last == "erased")

      let run = BlockingSupervisor.program.run(BlockingSupervisor.version)
      #expect(run.events.map { "\($0.kind)" } == ["blocked", "erased", #"finished "42""#])
    }

    @Test func `row 6: a thread is asked to stop by a flag that it looks at`() {
      let words = Words()
      // region thread-asked-to-stop
      let (isAsked, isOver) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      let thread = Thread {
        // Foundation's cancel() sets a flag. It does not interrupt this wait.
        _ = isAsked.wait(timeout: .now() + .seconds(30))
        words.add("continues, cancelled: \(Thread.current.isCancelled)")
        isOver.signal()
      }
      thread.start()
      thread.cancel()
      #expect(words.all.isEmpty)
      // endregion
      isAsked.signal()
      #expect(isOver.wait(timeout: .now() + .seconds(30)) == .success)
      #expect(words.all == ["continues, cancelled: true"])
    }

    @Test func `row 6: a task is interrupted where it waits, and may clean up, take its time, or refuse`() throws {
      let loop = VirtualEventLoop()
      let order = LoopConfined<[String]>([], on: loop)
      @Sendable func say(_ word: String) { order.withValue { $0.append("\(loop.now) \(word)") } }
      let careful = loop.spawn("careful") {
        do {
          try await loop.sleep(for: .seconds(60))
        } catch {
          say("interrupted")
          // The flag stays set: whatever waits from here on is interrupted at once, unless it is shielded.
          try await loop.spawn("cleaning up") { try await loop.sleep(for: .milliseconds(5)) }.value
          say("cleaned up")
          throw error
        }
      }
      let stubborn = loop.spawn("stubborn") {
        try? await loop.sleep(for: .seconds(60))
        return "my own answer"
      }
      loop.schedule(after: .milliseconds(10)) {
        careful.cancel()
        stubborn.cancel()
      }
      let outcomes = try loop.run { (await careful.result, await stubborn.result) }
      #expect(throws: CancellationError.self) { try outcomes.0.get() }
      #expect(try outcomes.1.get() == "my own answer")
      #expect(order.value == ["10ms interrupted", "15ms cleaned up"])
    }

    @Test func `row 7: a supervisor of threads is called, a supervisor of tasks is run by a loop`() throws {
      let answer = Spinner.onThread(draw: { _ in }, slow: { 42 })
      #expect(answer == 42)

      let loop = VirtualEventLoop()
      let answerOfTask = try loop.run {
        let spinner = loop.spawn("spinner") { try await loop.sleep(for: .seconds(60)) }
        try await loop.sleep(for: .seconds(3))
        spinner.cancel()
        _ = await spinner.result
        return 42
      }
      #expect(answerOfTask == 42)
      #expect(loop.now == .zero.advanced(by: .seconds(3)))
    }

    @Test func `row 8: threads need a lock around what they share, tasks of one loop only around an await`() {
      let count = Mutex(0)
      let isOver = DispatchSemaphore(value: 0)
      for _ in 1...4 {
        Thread {
          for _ in 1...1_000 { count.withLock { $0 += 1 } }
          isOver.signal()
        }.start()
      }
      for _ in 1...4 { #expect(isOver.wait(timeout: .now() + .seconds(30)) == .success) }
      #expect(count.withLock { $0 } == 4_000)

      #expect(countOnLoop(awaiting: false) == 4_000, "nothing comes between two awaits")
      #expect(countOnLoop(awaiting: true) == 1_000, "three in four additions are lost across an await")
    }

    /// Four tasks add a thousand times one, with or without an await between reading and writing.
    private func countOnLoop(awaiting: Bool) -> Int {
      let loop = VirtualEventLoop()
      // region count-on-a-loop
      let count = LoopConfined(0, on: loop)
      for _ in 1...4 {
        loop.spawn {
          for _ in 1...1_000 {
            let old = count.value
            if awaiting { try await loop.sleep(for: .zero) }
            count.value = old + 1
          }
        }
      }
      #expect(loop.run().isClean)
      // endregion
      return count.value
    }

    @Test func `row 9: a thread has a whole stack of its own, ten thousand tasks share one thread`() {
      #expect(Thread {}.stackSize >= 16_384)

      let loop = VirtualEventLoop(recording: .leftovers)
      let threads = LoopConfined<Set<ObjectIdentifier>>([], on: loop)
      for _ in 1...10_000 {
        loop.spawn("spinner") {
          try await loop.sleep(for: .seconds(3))
          let thread = Self.currentThread
          threads.withValue { _ = $0.insert(thread) }
        }
      }
      #expect(loop.run().isClean)
      #expect(threads.value == [ObjectIdentifier(Thread.current)])
    }

    /// The thread that runs this; a function of its own, as `Thread.current` may not be named in async code.
    private static var currentThread: ObjectIdentifier { ObjectIdentifier(Thread.current) }
  }
}
