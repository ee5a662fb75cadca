// What a loop says when nothing is left to run: what is left over, by kind, and where it was created.

import EventLoops
import Testing

@Suite("Quiescence")
struct QuiescenceTests {
  static let here = "\(#fileID)"

  @Test(arguments: LoopSetup.accounting)
  func `leftovers of every kind are listed in the order in which they were begun`(setup: LoopSetup) {
    let loop = setup.makeLoop("main")
    let line = #line + 2
    for (offset, kind) in Obligation.Kind.allCases.enumerated() {
      _ = loop.open(kind, "\(kind) \(offset)", at: SourceSite(fileID: #fileID, line: #line))
    }
    #expect(
      loop.run().description == """
        main: deadlocked at 0ms: no event is ready and no timer is set, so the remaining waits never end
          left over: task 'task 0', created at \(Self.here):\(line) at 0ms
          left over: promise 'promise 1', created at \(Self.here):\(line) at 0ms
          left over: completion 'completion 2', created at \(Self.here):\(line) at 0ms
          left over: continuation 'continuation 3', created at \(Self.here):\(line) at 0ms
          left over: timer 'timer 4', created at \(Self.here):\(line) at 0ms
          left over: permit 'permit 5', created at \(Self.here):\(line) at 0ms
        """)
  }

  @Test(arguments: LoopSetup.accounting)
  func `a task that waits forever is reported with its wait, both with their creation sites`(setup: LoopSetup) {
    let loop = setup.makeLoop("main")
    let line = #line
    loop.spawn("reader") {
      try await loop.sleep(for: .milliseconds(20))
      try await suspend(on: loop, "the next page") { (_: Suspension<Void>) in }
    }
    let report = loop.run()
    #expect(
      report.description == """
        main: deadlocked at 20ms: no event is ready and no timer is set, so the remaining waits never end
          left over: task 'reader', created at \(Self.here):\(line + 1) at 0ms
          left over: continuation 'the next page', created at \(Self.here):\(line + 3) at 20ms
        """)
    #expect(report.leftovers.map(\.kind) == [.task, .continuation])
    #expect(!report.isClean)
  }

  @Test(arguments: LoopSetup.accounting)
  func `a task that waits for a stuck task is left over, but not accused of having left`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let stuck = loop.spawn("stuck") { try await suspend(on: loop, "never") { (_: Suspension<Int>) in } }
    loop.spawn("waiting") { try await stuck.value }
    loop.spawn("waiting in a group") {
      try await withThrowingTaskGroup(of: Int.self) { group in
        group.addTask { try await stuck.value }
        try await group.waitForAll()
      }
    }
    let report = loop.run()
    #expect(report.leftovers.map(\.label).sorted() == ["never", "stuck", "waiting", "waiting in a group"])
    #expect(report.escapes.isEmpty)
  }

  @Test(arguments: LoopSetup.accounting)
  func `a child that waits forever excuses its parent task`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    actor Hall {
      func wait(on loop: VirtualEventLoop) async {
        async let child: Void? = try? suspend(on: loop, "never") { (_: Suspension<Void>) in }
        _ = await child
      }
    }
    loop.spawn("guest") { await Hall().wait(on: loop) }
    let report = loop.run()
    #expect(report.leftovers.map(\.label) == ["guest", "never"])
    #expect(report.escapes.isEmpty)
  }

  @Test(arguments: LoopSetup.accounting)
  func `what was met is not left over, and a slot that is used again keeps the order`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let site = SourceSite(fileID: #fileID, line: #line)
    let first = loop.open(.promise, "first", at: site)
    let second = loop.open(.promise, "second", at: site)
    #expect(loop.close(first))
    #expect(!loop.close(first))
    let third = loop.open(.promise, "third", at: site)
    #expect(!loop.close(first))
    #expect(loop.report().leftovers.map(\.label) == ["second", "third"])
    #expect(loop.close(third) && loop.close(second))
    #expect(!loop.close(.none))
    #expect(loop.run().description == "loop: finished at 0ms")
  }

  @Test(arguments: LoopSetup.accounting)
  func `a task that ended by an error or by cancellation is not left over`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    loop.spawn { throw LegalProgram.Failure() }
    loop.spawn { try await loop.sleep(for: .seconds(1)) }.cancel()
    #expect(loop.run().isClean)
  }

  @Test(arguments: LoopSetup.all)
  func `while there is more to do the loop is paused, not deadlocked`(setup: LoopSetup) {
    let loop = setup.makeLoop("main")
    let task = loop.spawn { try await loop.sleep(for: .seconds(2)) }
    let report = loop.advance(by: .seconds(1))
    #expect(report.ending == .paused)
    #expect(report.description.hasPrefix("main: paused at 1s"))
    #expect(report.escapes.isEmpty)
    task.cancel()
    #expect(loop.run().isClean)
  }

  @Test(arguments: LoopSetup.all)
  func `a suspension that is resumed twice keeps its first result, and the second is recorded`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let line = #line + 2
    loop.spawn {
      let answer = try await suspend(on: loop, "the answer") { suspension in
        loop.schedule(after: .milliseconds(5)) { suspension.resume(with: .success("first")) }
        loop.schedule(after: .milliseconds(8)) { suspension.resume(with: .success("second")) }
      }
      log.stamp(answer)
    }
    let report = loop.run()
    #expect(log.lines == ["5ms first"])
    #expect(
      report.violations.map(\.description) == [
        "'the answer' was resumed twice at 8ms; it was created at \(Self.here):\(line)"
      ])
    #expect(report.ending == .quiescent)
    #expect(!report.isClean)
  }

  @Test(arguments: LoopSetup.all)
  func `a violation of one's own is in the report`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let violation = Violation(
      .calledTwice, "reply", createdAt: SourceSite(fileID: "Module/File.swift", line: 7), instant: .milliseconds(20))
    loop.post { loop.record(violation) }
    let report = loop.run()
    #expect(report.violations == [violation])
    #expect(
      report.description.hasSuffix(
        "\n  violated: 'reply' was called twice at 20ms; it was created at Module/File.swift:7"))
  }

  @Test func `a loop that records nothing keeps no account of obligations`() {
    let loop = VirtualEventLoop(recording: .nothing)
    loop.spawn { try await suspend(on: loop, "never") { (_: Suspension<Void>) in } }
    let report = loop.run()
    #expect(report.leftovers.isEmpty)
    #expect(report.ending == .quiescent)
  }

  @Test(arguments: LoopSetup.all)
  func `a deadlock can be resolved from outside, and the loop continues`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let waiting = LoopConfined<Suspension<Int>?>(nil, on: loop)
    let log = Log(on: loop)
    loop.spawn {
      log.stamp("\(try await suspend(on: loop, "number") { waiting.value = $0 })")
    }
    _ = loop.run()
    #expect(log.lines.isEmpty)
    waiting.value?.resume(with: .success(7))
    #expect(log.lines.isEmpty)
    #expect(loop.run().isClean)
    #expect(log.lines == ["0ms 7"])
  }
}
