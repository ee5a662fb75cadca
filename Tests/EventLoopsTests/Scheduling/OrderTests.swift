// The total order of events: by instant, then by sequence, with the clock set before user code runs.

import EventLoops
import Testing

@Suite("The order of events")
struct OrderTests {
  @Test(arguments: LoopSetup.inOrderOfCallbacks)
  func `events that are due at one instant run in the order in which they were posted`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    for number in 1...100 { loop.post { log.add("\(number)") } }
    _ = loop.run()
    #expect(log.lines == (1...100).map(String.init))
  }

  @Test(arguments: LoopSetup.all)
  func `timers run by deadline whatever the order of arming`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    for delay in [30, 10, 50, 20, 40] { loop.schedule(after: .milliseconds(delay)) { log.stamp("timer") } }
    _ = loop.run()
    #expect(log.lines == ["10ms timer", "20ms timer", "30ms timer", "40ms timer", "50ms timer"])
  }

  @Test(arguments: LoopSetup.inOrderOfCallbacks)
  func `timers that are due at one instant run in the order in which they were armed`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.schedule(after: .milliseconds(20)) { log.stamp("first of two") }
    loop.schedule(after: .milliseconds(10)) {
      log.stamp("arms")
      loop.schedule(after: .milliseconds(10)) { log.stamp("third") }
    }
    loop.schedule(after: .milliseconds(20)) { log.stamp("second") }
    _ = loop.run()
    #expect(log.lines == ["10ms arms", "20ms first of two", "20ms second", "20ms third"])
  }

  @Test(arguments: LoopSetup.inOrderOfCallbacks)
  func `timers due at an instant come before anything that is posted during it`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    for number in 1...3 {
      loop.schedule(after: .milliseconds(5)) {
        log.stamp("timer \(number)")
        loop.post { log.stamp("posted by timer \(number)") }
      }
    }
    _ = loop.run()
    #expect(
      log.lines == [
        "5ms timer 1", "5ms timer 2", "5ms timer 3",
        "5ms posted by timer 1", "5ms posted by timer 2", "5ms posted by timer 3",
      ])
  }

  @Test(arguments: LoopSetup.inOrderOfCallbacks)
  func `work that is posted at the current instant runs at it, after what is queued`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.schedule(after: .milliseconds(1)) { log.stamp("later") }
    loop.post {
      log.stamp("first")
      loop.post { log.stamp("posted by first") }
    }
    loop.post { log.stamp("second") }
    _ = loop.run()
    #expect(log.lines == ["0ms first", "0ms second", "0ms posted by first", "1ms later"])
  }

  @Test(arguments: LoopSetup.inOrderOfCallbacks, [Duration.zero, .seconds(-1)])
  func `a timer without a delay takes its turn among the posted events`(setup: LoopSetup, delay: Duration) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.post { log.stamp("before") }
    loop.schedule(after: delay) { log.stamp("timer") }
    loop.post { log.stamp("after") }
    _ = loop.run()
    #expect(log.lines == ["0ms before", "0ms timer", "0ms after"])
  }

  @Test(arguments: LoopSetup.inOrder)
  func `callbacks, timers and tasks share one queue`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.post { log.add("callback 1") }
    loop.spawn { log.add("task 1") }
    loop.schedule(after: .zero) { log.add("timer") }
    loop.spawn { log.add("task 2") }
    loop.post { log.add("callback 2") }
    _ = loop.run()
    #expect(log.lines == ["callback 1", "task 1", "timer", "task 2", "callback 2"])
  }

  @Test(arguments: LoopSetup.all)
  func `nothing runs inside the call that posts it`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.post {
      loop.post { log.add("posted") }
      loop.schedule(after: .zero) { log.add("timed") }
      loop.spawn { log.add("spawned") }
      log.add("the posting event ends")
    }
    #expect(log.lines.isEmpty)
    _ = loop.run()
    #expect(log.lines.first == "the posting event ends")
    #expect(log.lines.count == 4)
  }

  @Test(arguments: LoopSetup.all)
  func `the clock jumps to the next timer and is set before its code runs`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.post {
      log.stamp("callback")
      loop.schedule(after: .seconds(86_400)) { log.stamp("timer, a day later") }
    }
    loop.spawn {
      try await loop.sleep(for: .seconds(3_600))
      log.stamp("task, an hour later")
    }
    _ = loop.run()
    #expect(log.lines == ["0ms callback", "3600s task, an hour later", "86400s timer, a day later"])
    #expect(loop.now == .zero.advanced(by: .seconds(86_400)))
  }

  @Test(arguments: LoopSetup.all)
  func `the clock does not move while an event runs, nor while anything is ready`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    @Sendable func countDown(from number: Int) {
      log.stamp("\(number)")
      if number > 0 { loop.post { countDown(from: number - 1) } }
    }
    loop.schedule(after: .nanoseconds(1)) { log.stamp("timer") }
    loop.post { countDown(from: 3) }
    _ = loop.run()
    #expect(log.lines == ["0ms 3", "0ms 2", "0ms 1", "0ms 0", "1ns timer"])
  }

  @Test(arguments: LoopSetup.inOrderOfCallbacks)
  func `ten thousand events and timers keep the order`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let seen = LoopConfined<[Int]>([], on: loop)
    for number in 0..<5_000 { loop.post { seen.withValue { $0.append(number) } } }
    for number in 5_000..<10_000 {
      loop.schedule(after: .milliseconds(number / 100)) { seen.withValue { $0.append(number) } }
    }
    _ = loop.run()
    #expect(seen.value == Array(0..<10_000))
  }
}
