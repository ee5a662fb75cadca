// Running what is due at an instant without moving the clock, from a test and from inside a task.

import EventLoops
import Testing

@Suite("Settling")
struct SettleTests {
  @Test(arguments: LoopSetup.all)
  func `settle runs what is due now, and what that posts, and leaves the clock`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.advance(by: .seconds(1))
    loop.post { loop.spawn { log.stamp("spawned") } }
    loop.schedule(after: .nanoseconds(1)) { log.stamp("later") }
    #expect(loop.settle().ending == .paused)
    #expect(log.lines == ["1s spawned"])
    #expect(loop.now == .milliseconds(1_000))
  }

  @Test(arguments: LoopSetup.inOrder)
  func `a task that waits until the rest has settled sees what is due at the same instant`(setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    try loop.run {
      loop.spawn("model") {
        try await loop.sleep(for: .seconds(1))
        for number in 1...3 {
          await Task.yield()
          log.stamp("model \(number)")
        }
      }
      try await loop.sleep(for: .seconds(1))
      log.stamp("test wakes")
      await loop.untilSettled()
      log.stamp("test continues")
      loop.schedule(after: .zero) { log.stamp("timer") }
      loop.schedule(after: .nanoseconds(1)) { log.stamp("never seen") }.cancel()
      await loop.untilSettled()
      log.stamp("end")
    }
    #expect(
      log.lines == [
        "1s test wakes", "1s model 1", "1s model 2", "1s model 3", "1s test continues", "1s timer", "1s end",
      ])
  }

  @Test(arguments: LoopSetup.all)
  func `several tasks settle one after another, and nothing is left over`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    for name in ["a", "b"] {
      loop.spawn {
        await loop.untilSettled()
        log.add(name)
        loop.post { log.add("posted by \(name)") }
      }
    }
    loop.schedule(after: .seconds(1)) { log.add("timer") }
    #expect(loop.run().isClean)
    #expect(log.lines.sorted() == ["a", "b", "posted by a", "posted by b", "timer"])
    #expect(log.lines.last == "timer")
  }

  @Test func `a task that does not run on the loop does not wait`() async {
    let loop = VirtualEventLoop()
    await loop.untilSettled()
    #expect(loop.run().isClean)
  }

  @Test(arguments: [VirtualEventLoop.Capture.nothing, .everything])
  func `a captured task can wait until the rest has settled`(capture: VirtualEventLoop.Capture) throws {
    let loop = VirtualEventLoop(capturing: capture)
    guard loop.capturing == .everything else { return }
    let log = Log(on: loop)
    try loop.run {
      let task = Task {
        try await Task.sleep(for: .seconds(1))
        log.stamp("model")
      }
      try await Task {
        try await Task.sleep(for: .seconds(1))
        await loop.untilSettled()
        log.stamp("settled")
      }.value
      try await task.value
    }
    #expect(log.lines == ["1s model", "1s settled"])
  }
}
