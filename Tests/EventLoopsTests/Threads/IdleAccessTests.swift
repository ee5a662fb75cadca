// Access to a loop and its state from several threads: sound while the loop is idle, never fatal for work that escaped.

import Dispatch
import Synchronization
import Testing

@testable import EventLoops

@Suite("Access from several threads")
struct IdleAccessTests {
  @Test func `a task that an event starts outside of the loop may touch the loop's state after the run`() async {
    await #expect(processExitsWith: .success) {
      for _ in 0..<200 {
        let loop = VirtualEventLoop()
        let count = LoopConfined(0, on: loop)
        loop.post { Task.detached { count.value += 1 } }
        _ = loop.run()
      }
    }
  }

  @Test func `an escaped task that touches the state while the loop runs again waits for the end of that run`() async {
    await #expect(processExitsWith: .success) {
      let loop = VirtualEventLoop()
      let count = LoopConfined(0, on: loop)
      let isRunning = DispatchSemaphore(value: 0)
      let isAboutToTouch = DispatchSemaphore(value: 0)
      let escaped = Handover<Task<Void, Never>>()
      loop.post {
        escaped.put(
          Task.detached {
            onAnotherThread { isRunning.wait() }
            isAboutToTouch.signal()
            count.withValue { $0 += 1 }
          })
      }
      _ = loop.run()
      loop.post {
        isRunning.signal()
        isAboutToTouch.wait()
        for _ in 1...1_000 { count.withValue { $0 += 10 } }
      }
      _ = loop.run()
      await escaped.take()?.value
      precondition(count.value == 10_001)
    }
  }

  @Test(arguments: LoopSetup.fifo)
  func `two threads that change the state of an idle loop lose nothing`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let count = LoopConfined(0, on: loop)
    let ready = Atomic(0)
    onTwoThreads {
      ready.add(1, ordering: .acquiringAndReleasing)
      while ready.load(ordering: .acquiring) < 2 {}
      for _ in 1...20_000 { count.withValue { $0 += 1 } }
    }
    #expect(count.value == 40_000)
    #expect(loop.run().isClean)
  }

  @Test func `an access to the state of an idle loop may use the loop and other state of it`() {
    let loop = VirtualEventLoop()
    let count = LoopConfined(1, on: loop)
    let log = Log(on: loop)
    count.withValue { count in
      log.add("\(count)")
      loop.post { log.add("posted") }
      loop.spawn("spawned") { log.add("spawned") }
    }
    #expect(loop.run().isClean)
    #expect(log.lines == ["1", "posted", "spawned"])
  }

  @Test func `any thread may read the time and the number of events while the loop runs`() {
    let loop = VirtualEventLoop(limits: .none)
    let isOver = Atomic(false)
    let isReading = DispatchSemaphore(value: 0)
    let reader = Handover<Bool>()
    let done = DispatchSemaphore(value: 0)
    onNewThread {
      var (last, count, isMonotonic) = (loop.now, loop.eventCount, true)
      isReading.signal()
      while !isOver.load(ordering: .acquiring) {
        let (now, events) = (loop.now, loop.eventCount)
        if now < last || events < count { isMonotonic = false }
        (last, count) = (now, events)
      }
      reader.put(isMonotonic)
      done.signal()
    }
    isReading.wait()
    for number in 1...10_000 { loop.schedule(after: .nanoseconds(number)) {} }
    #expect(loop.run().isClean)
    isOver.store(true, ordering: .releasing)
    done.wait()
    #expect(reader.take() == true)
  }

  @Test func `a report that another thread asks for while the loop runs is refused`() {
    let loop = VirtualEventLoop()
    let ending = Handover<Report.Ending>()
    loop.post { onAnotherThread { ending.put(loop.report().ending) } }
    #expect(loop.run().isClean)
    #expect(ending.take() == .occupied)
  }

  @Test func `a loop that one thread runs again and again may be posted to by another one in between`() {
    let loop = VirtualEventLoop(recording: .leftovers)
    let count = LoopConfined(0, on: loop)
    let refused = Atomic(0)
    onTwoThreads {
      for _ in 1...500 {
        loop.post { count.withValue { $0 += 1 } }
        if loop.run().ending == .occupied { refused.add(1, ordering: .relaxed) }
      }
    }
    let report = loop.run()
    #expect(count.value + report.escapes.count == 1_000)
  }

  private func onTwoThreads(_ work: @escaping @Sendable () -> Void) {
    let done = DispatchSemaphore(value: 0)
    for _ in 1...2 {
      onNewThread {
        work()
        done.signal()
      }
    }
    for _ in 1...2 { done.wait() }
  }
}
