// Swift's own tasks on a loop: where they run, in which order, and what waiting for one another means.

import EventLoops
import Testing

@Suite("Swift tasks on a loop")
struct TaskTests {
  @Test(arguments: LegalProgram.all, LoopSetup.inOrder)
  func `what Swift has for tasks works in virtual time`(program: LegalProgram, setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    try loop.run { try await program.body(loop, log) }
    #expect(log.lines == program.lines)
  }

  @Test(arguments: LegalProgram.all, LoopSetup.all)
  func `a program that stays on its loop is never accused of leaving it`(program: LegalProgram, setup: LoopSetup) {
    let loop = setup.makeLoop("loop")
    let log = Log(on: loop)
    loop.spawn { try await program.body(loop, log) }
    let report = loop.run()
    #expect(report.isClean)
    #expect(report.description == "loop: finished at \(loop.now)")
    #expect(log.lines.count == program.lines.count)
  }

  @Test(arguments: LoopSetup.all)
  func `the body of a spawned task never runs inside spawn`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.spawn("outer") {
      loop.spawn("inner") { log.add("inner") }
      log.add("outer continues")
    }
    #expect(log.lines.isEmpty)
    #expect(loop.run().isClean)
    #expect(log.lines == ["outer continues", "inner"])
  }

  @Test(arguments: LoopSetup.inOrder)
  func `spawned tasks start in the order in which they were spawned`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    for number in 1...50 { loop.spawn { log.add("\(number)") } }
    _ = loop.run()
    #expect(log.lines == (1...50).map(String.init))
  }

  @Test(arguments: LoopSetup.inOrder)
  func `tasks that sleep until one instant continue in the order of their calls, together with timers`(
    setup: LoopSetup
  ) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    @Sendable func sleepUntilTen(_ name: String) {
      loop.spawn {
        try await loop.sleep(until: .milliseconds(10))
        log.stamp("task \(name)")
        loop.post { log.stamp("posted by task \(name)") }
      }
    }
    @Sendable func timeUntilTen(_ name: String) {
      loop.schedule(after: .milliseconds(10)) {
        log.stamp("timer \(name)")
        loop.post { log.stamp("posted by timer \(name)") }
      }
    }
    for name in ["1", "2"] {
      loop.post { timeUntilTen(name) }
      sleepUntilTen(name)
    }
    _ = loop.run()
    let names = ["timer 1", "task 1", "timer 2", "task 2"]
    #expect(log.lines == names.map { "10ms \($0)" } + names.map { "10ms posted by \($0)" })
  }

  @Test(arguments: LoopSetup.inOrder, [Duration.zero, .seconds(-5)])
  func `a sleep without a length lasts one turn of the loop, at the same instant`(
    setup: LoopSetup, length: Duration
  ) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    _ = loop.advance(by: .milliseconds(1))
    loop.spawn {
      loop.post { log.stamp("posted before the sleep") }
      try await loop.sleep(for: length)
      log.stamp("woken")
    }
    loop.schedule(after: .nanoseconds(1)) { log.stamp("timer") }
    loop.post { log.stamp("queued before the sleep") }
    _ = loop.run()
    #expect(
      log.lines == [
        "1ms queued before the sleep", "1ms posted before the sleep", "1ms woken", "1000.001us timer",
      ])
  }

  @Test(arguments: LoopSetup.inOrder)
  func `a sleep until an instant that has passed lasts one turn too`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    _ = loop.advance(by: .milliseconds(5))
    for name in ["a", "b"] {
      loop.spawn {
        log.stamp("\(name) lies down")
        try await loop.sleep(until: .milliseconds(2))
        log.stamp("\(name) continues")
      }
    }
    _ = loop.run()
    #expect(log.lines == ["5ms a lies down", "5ms b lies down", "5ms a continues", "5ms b continues"])
  }

  @Test(arguments: LoopSetup.all)
  func `all of a task's segments run in events of the loop`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.spawn {
      var flags = [loop.isCurrent]
      try await loop.sleep(for: .milliseconds(1))
      flags.append(loop.isCurrent)
      await Task.yield()
      flags.append(loop.isCurrent)
      let account = LegalProgram.Account()
      await account.deposit(1)
      flags.append(loop.isCurrent)
      async let child = loop.isCurrent
      flags.append(await child)
      log.add("\(flags)")
    }
    _ = loop.run()
    #expect(log.lines == ["[true, true, true, true, true]"])
  }

  @Test(arguments: LoopSetup.all)
  func `a task of one loop may wait for a task of the same loop that was spawned later`(setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    let sum = try loop.run {
      let numbers = (1...10).map { number in
        loop.spawn {
          try await loop.sleep(for: .milliseconds(11 - number))
          return number
        }
      }
      var sum = 0
      for number in numbers { sum += try await number.value }
      return sum
    }
    #expect(sum == 55)
    #expect(loop.now == .milliseconds(10))
  }

  @Test(arguments: LoopSetup.all)
  func `ten thousand tasks sleep and end`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let ended = LoopConfined(0, on: loop)
    for number in 1...(setup.policy == .fifo ? 10_000 : 500) {
      loop.spawn {
        try await loop.sleep(for: .milliseconds(number % 100))
        ended.value += 1
      }
    }
    #expect(loop.run().isClean)
    #expect(ended.value == (setup.policy == .fifo ? 10_000 : 500))
  }

  @Test(arguments: LoopSetup.all)
  func `a task cannot sleep on a loop that does not run it`(setup: LoopSetup) throws {
    let loop = setup.makeLoop("mine")
    let other = setup.makeLoop("other")
    let text = try loop.run {
      do {
        try await other.sleep(for: .seconds(1))
        return "slept"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      text == """
        a task was to sleep on loop 'other', but the task does not run on it; \
        start the task with loop.spawn, loop.run or Task(executorPreference: loop)
        """)
  }
}
