// Calls from other threads while a loop runs: not done, and named in the report.

import Testing

@testable import EventLoops

@Suite("Calls from other threads")
struct ForeignCallTests {
  @Test(arguments: LoopSetup.all)
  func `what another thread asks for while the loop runs is not done, and reported`(setup: LoopSetup) {
    let loop = setup.makeLoop("main")
    let log = Log(on: loop)
    let timer = loop.schedule(after: .milliseconds(10)) { log.add("timer") }
    let answers = Handover<[Bool]>()
    let line = #line
    loop.post {
      onAnotherThread {
        loop.post("a post") { log.add("never") }
        let late = loop.schedule("a timer", after: .zero) { log.add("never") }
        answers.put([timer.cancel(), late.cancel(), loop.choose(.latency, among: 2) == 0])
      }
    }
    let report = loop.run()
    let excuse = """
      was called for by another thread while the loop ran, and was not done; \
      call the loop from its own events, or while it is not running
      """
    #expect(answers.take() == [false, false, true])
    #expect(log.lines == ["timer"])
    #expect(
      report.escapes.map(\.description) == [
        "'a choice of latency' \(excuse)",
        "'a post' (created at \(#fileID):\(line + 3)) \(excuse)",
        "'a timer' (created at \(#fileID):\(line + 4)) \(excuse)",
        "'cancellation of a timer' \(excuse)",
        "'cancellation of a timer' \(excuse)",
      ])
    #expect(report.choices.filter { $0.kind == .latency }.isEmpty)
    #expect(!report.isClean)
  }

  @Test(arguments: LoopSetup.accounting)
  func `a task that another thread spawns while the loop runs starts in the next run, and is reported`(setup: LoopSetup)
  {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.post { onAnotherThread { loop.spawn("intruder") { log.add("intruder") } } }
    loop.spawn("own") { log.add("own") }
    let report = loop.run()
    #expect(report.escapes.map(\.kind) == [.deferredCall])
    #expect(report.escapes.map(\.label) == ["intruder"])
    #expect(log.lines == ["own"])
    #expect(loop.run().leftovers.isEmpty)
    #expect(log.lines == ["own", "intruder"])
  }

  @Test(arguments: LoopSetup.all)
  func `another thread's cancellation of a sleeping task does not wake it in the same run`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let sleeper = loop.spawn {
      try await loop.sleep(for: .milliseconds(10))
      log.stamp("woken")
    }
    loop.schedule(after: .milliseconds(5)) { onAnotherThread { sleeper.cancel() } }
    let report = loop.run()
    #expect(log.lines == ["10ms woken"])
    #expect(report.escapes.map(\.label) == ["cancellation of a sleep"])
  }

  @Test(arguments: LoopSetup.all)
  func `another thread cannot block a loop that runs`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    loop.post { onAnotherThread { loop.block(for: .milliseconds(30)) } }
    let report = loop.run()
    #expect(report.instant == .zero)
    #expect(report.escapes.map(\.label) == ["a block of 30ms"])
    #expect(report.blocking.duration == .zero)
  }

  @Test(arguments: LoopSetup.all)
  func `a violation that another thread records is refused by name`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let site = SourceSite(fileID: #fileID, line: #line)
    loop.post {
      onAnotherThread {
        loop.record(Violation(.calledTwice, "reply", createdAt: site, instant: .zero))
      }
    }
    let report = loop.run()
    #expect(report.violations.isEmpty)
    #expect(report.escapes == [Escape(kind: .foreignCall, label: "the record of 'reply'", site: site)])
  }

  @Test(arguments: LoopSetup.all)
  func `another thread may do all of that while the loop is idle`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    onAnotherThread {
      loop.post { log.add("posted") }
      loop.schedule(after: .milliseconds(1)) { log.add("timed") }
      loop.schedule(after: .milliseconds(1)) { log.add("never") }.cancel()
      loop.spawn { log.add("spawned") }
    }
    #expect(loop.run().isClean)
    #expect(log.lines.sorted() == ["posted", "spawned", "timed"])
  }

  @Test func `many threads may post to an idle loop at once`() async {
    let loop = VirtualEventLoop()
    let count = LoopConfined(0, on: loop)
    await withTaskGroup(of: Void.self) { group in
      for _ in 1...8 {
        group.addTask {
          for number in 1...100 {
            loop.post { count.value += 1 }
            loop.schedule(after: .milliseconds(number)) { count.value += 1 }
          }
        }
      }
    }
    #expect(loop.run().isClean)
    #expect(count.value == 1_600)
  }

  @Test func `one loop may be run by one thread after another`() {
    let loop = VirtualEventLoop()
    let log = Log(on: loop)
    loop.spawn {
      for number in 1...3 {
        log.stamp("\(number)")
        try await loop.sleep(for: .milliseconds(1))
      }
    }
    _ = loop.advance(by: .milliseconds(1))
    onAnotherThread { _ = loop.advance(by: .milliseconds(1)) }
    #expect(loop.run().isClean)
    #expect(log.lines == ["0ms 1", "1ms 2", "2ms 3"])
  }
}
