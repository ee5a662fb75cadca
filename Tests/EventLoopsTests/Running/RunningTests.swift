// Where a loop may be run: in synchronous and in async code, many side by side, but never one inside another.

import EventLoops
import Testing

@Suite("Running async code")
struct RunningTests {
  struct Refusal: Error, Equatable {}

  @Test(arguments: LoopSetup.all)
  func `run returns what the operation returns`(setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    let value = try loop.run {
      try await loop.sleep(for: .seconds(3))
      return 42
    }
    #expect(value == 42)
    #expect(loop.now == .milliseconds(3_000))
  }

  @Test(arguments: LoopSetup.all)
  func `run throws what the operation throws`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    #expect(throws: Refusal()) {
      try loop.run {
        try await loop.sleep(for: .milliseconds(1))
        throw Refusal()
      }
    }
  }

  @Test(arguments: LoopSetup.accounting)
  func `run throws the report if the operation cannot end`(setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    let error = #expect(throws: RunError.self) {
      try loop.run("stuck") { try await suspend(on: loop, "the answer") { (_: Suspension<Int>) in } }
    }
    #expect(error?.report.ending == .deadlocked)
    #expect(error?.description.contains("task 'stuck'") == true)
  }

  @Test func `a loop that records nothing still says that the operation did not end`() {
    let loop = VirtualEventLoop(name: "main", recording: .nothing)
    let error = #expect(throws: RunError.self) {
      try loop.run { try await suspend(on: loop, "the answer") { (_: Suspension<Int>) in } }
    }
    #expect(
      error?.description == """
        main: finished at 0ms, but the operation did not end; \
        a loop that records leftovers says what it waits for
        """)
  }

  @Test(arguments: LoopSetup.all)
  func `run works inside an async test`(setup: LoopSetup) async throws {
    let loop = setup.makeLoop()
    await Task.yield()
    let value = try loop.run {
      async let one = LegalProgram.number(1, after: .seconds(1), on: loop)
      async let two = LegalProgram.number(2, after: .seconds(2), on: loop)
      return try await one + two
    }
    await Task.yield()
    #expect(value == 3)
    #expect(loop.now == .milliseconds(2_000))
    #expect(Test.current != nil)
  }

  @Test func `a task that is spawned in a test belongs to that test`() throws {
    let loop = VirtualEventLoop()
    let name = Test.current?.name
    #expect(try loop.run { Test.current?.name } == name)
    #expect(name != nil)
  }

  @Test func `a hundred loops run side by side`() async {
    let results = await withTaskGroup(of: [String].self) { group in
      for _ in 1...100 {
        group.addTask {
          let loop = VirtualEventLoop()
          let log = Log(on: loop)
          for number in 1...10 {
            loop.spawn {
              try await loop.sleep(for: .milliseconds(number % 3))
              log.stamp("task \(number)")
            }
            loop.schedule(after: .milliseconds(number % 4)) { log.stamp("timer \(number)") }
          }
          let report = loop.run()
          return report.isClean ? log.lines : [report.description]
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count == 100)
    #expect(Set(results).count == 1)
    #expect(results[0].count == 20)
  }

  @Test func `the value of a loop's task can be awaited from elsewhere, and that is no escape`() async throws {
    for _ in 1...50 {
      let loop = VirtualEventLoop()
      let task = loop.spawn {
        try await loop.sleep(for: .seconds(1))
        return "done"
      }
      let (isWaiting, begun) = AsyncStream.makeStream(of: Void.self)
      async let value = {
        begun.finish()
        return try await task.value
      }()
      for await _ in isWaiting {}
      #expect(loop.run().description == "virtual loop: finished at 1s")
      #expect(try await value == "done")
    }
  }

  @Test func `an event may resume a task that waits elsewhere, and that is no escape`() async {
    for _ in 1...50 {
      let loop = VirtualEventLoop()
      let waiter = Handover<CheckedContinuation<Int, Never>>()
      let (isWaiting, begun) = AsyncStream.makeStream(of: Void.self)
      async let value = withCheckedContinuation { continuation in
        waiter.put(continuation)
        begun.finish()
      }
      for await _ in isWaiting {}
      loop.schedule(after: .seconds(1)) { waiter.take()?.resume(returning: 7) }
      #expect(loop.run().description == "virtual loop: finished at 1s")
      #expect(await value == 7)
    }
  }

  @Test(arguments: LoopSetup.all)
  func `a run inside an event of another loop is refused with both names`(setup: LoopSetup) {
    let outer = setup.makeLoop("outer")
    let inner = setup.makeLoop("inner")
    let log = Log(on: outer)
    inner.post { log.add("never") }
    outer.post {
      let report = inner.run()
      log.add(report.description)
      log.add("\(report.isClean) \(inner.step())")
    }
    _ = outer.run()
    #expect(
      log.lines == [
        """
        inner: loop 'inner' was asked to run inside an event of loop 'outer', so nothing was run; \
        let one loop run at a time, or put the work on 'outer'
        """,
        "false false",
      ])
    #expect(inner.eventCount == 0)
  }

  @Test(arguments: LoopSetup.all)
  func `a run inside an event of the same loop is refused`(setup: LoopSetup) {
    let loop = setup.makeLoop("loop")
    let log = Log(on: loop)
    loop.post {
      log.add("\(loop.advance(by: .seconds(1)).ending)")
      log.add("\(loop.step())")
    }
    let report = loop.run()
    #expect(log.lines == [#"nested(inner: "loop", outer: "loop")"#, "false"])
    #expect(report.isClean)
    #expect(report.eventCount == 1)
    #expect(report.instant == .zero)
  }

  @Test(arguments: LoopSetup.all)
  func `an operation whose run is refused never runs`(setup: LoopSetup) {
    let outer = setup.makeLoop("outer")
    let inner = setup.makeLoop("inner")
    let log = Log(on: outer)
    outer.spawn {
      for loop in [outer, inner] {
        do {
          try loop.run { log.add("ran after all") }
        } catch let error as RunError {
          log.add("\(error.report.ending)")
        }
      }
    }
    #expect(outer.run().isClean)
    #expect(inner.run().isClean)
    #expect(log.lines == [#"nested(inner: "outer", outer: "outer")"#, #"nested(inner: "inner", outer: "outer")"#])
  }

  @Test(arguments: LoopSetup.all)
  func `a second thread cannot run a loop that runs`(setup: LoopSetup) {
    let loop = setup.makeLoop("main")
    let log = Log(on: loop)
    loop.post { log.add("first") }
    loop.post {
      let refusal = Handover<String>()
      onAnotherThread { refusal.put("\(loop.run().description) \(loop.step())") }
      log.add(refusal.take() ?? "")
    }
    #expect(loop.run().isClean)
    #expect(
      Set(log.lines) == [
        "first",
        """
        main: loop 'main' was asked to run by a second thread while it runs, so nothing was run; \
        let one thread run it at a time false
        """,
      ])
  }
}
