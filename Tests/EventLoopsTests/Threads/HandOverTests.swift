// What another thread asks for while a loop runs and cannot be done then: kept for the next run, and reported.

import Dispatch
import Testing

@testable import EventLoops

@Suite("Work that other threads hand over")
struct HandOverTests {
  @Test(arguments: LoopSetup.accounting)
  func `a task that another thread resumes while the loop runs continues in the next run`(setup: LoopSetup) {
    let loop = setup.makeLoop("main")
    let log = Log(on: loop)
    loop.spawn("listener") {
      await withCheckedContinuation { continuation in
        _ = loop.schedule(after: .milliseconds(1)) { onAnotherThread { continuation.resume() } }
      }
      log.stamp("resumed")
    }
    let first = loop.run()
    #expect(first.escapes.map(\.kind) == [.suspendedElsewhere])
    #expect(first.ending == .deadlocked)
    #expect(log.lines.isEmpty)
    let second = loop.run()
    #expect(log.lines == ["1ms resumed"])
    #expect(second.leftovers.isEmpty)
    #expect(second.escapes == first.escapes)
  }

  @Test func `a resumption by another thread is reported alike whether it comes during the run or after it`() {
    func reports(duringTheRun isDuring: Bool) -> [String] {
      let loop = VirtualEventLoop()
      let waiting = Handover<CheckedContinuation<Void, Never>>()
      loop.spawn("listener") { await withCheckedContinuation { waiting.put($0) } }
      loop.schedule(after: .milliseconds(1)) { if isDuring { onAnotherThread { waiting.take()?.resume() } } }
      let first = loop.run()
      waiting.take()?.resume()
      return [first.description, loop.run().description]
    }
    #expect(reports(duringTheRun: true) == reports(duringTheRun: false))
  }

  @Test(arguments: LoopSetup.accounting)
  func `a suspension that another thread resumes while the loop runs is kept for the next run`(setup: LoopSetup) {
    let loop = setup.makeLoop("main")
    let log = Log(on: loop)
    let line = #line + 2
    loop.spawn("asker") {
      let answer = try await suspend(on: loop, "answer") { suspension in
        _ = loop.schedule(after: .milliseconds(1)) { onAnotherThread { suspension.resume(with: .success(42)) } }
      }
      log.stamp("\(answer)")
    }
    let first = loop.run()
    #expect(first.ending == .deadlocked)
    #expect(first.escapes.map(\.kind) == [.deferredCall])
    #expect(
      first.escapes.first?.description == """
        'resumption of answer' (created at \(#fileID):\(line)) was called for by another thread while the loop ran, and \
        waits for the loop's next run; call the loop from its own events, or while it is not running
        """)
    #expect(loop.run().leftovers.isEmpty)
    #expect(log.lines == ["1ms 42"])
  }

  @Test(arguments: LoopSetup.accounting)
  func `a sleep that another thread cancels while the loop runs ends in the next run`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let sleeper = loop.spawn {
      do { try await loop.sleep(for: .seconds(9)) } catch { log.stamp("\(error)") }
    }
    loop.schedule(after: .milliseconds(5)) { onAnotherThread { sleeper.cancel() } }
    let first = loop.advance(by: .milliseconds(5))
    #expect(first.escapes.map(\.label) == ["cancellation of a sleep"])
    #expect(log.lines.isEmpty)
    #expect(loop.run().leftovers.isEmpty)
    #expect(log.lines == ["5ms CancellationError()"])
  }

  @Test func `what several threads hand over is done in an order that does not depend on them`() {
    func lines() -> [String] {
      let loop = VirtualEventLoop()
      let log = Log(on: loop)
      let waiting = Handover<[Suspension<Void>]>()
      for number in 1...8 {
        loop.spawn {
          try await suspend(on: loop, "wait \(number)") { waiting.put((waiting.take() ?? []) + [$0]) }
          log.add("\(number)")
        }
      }
      loop.schedule(after: .milliseconds(1)) {
        let done = DispatchSemaphore(value: 0)
        let waits = waiting.take() ?? []
        for wait in waits {
          onNewThread {
            wait.resume(with: .success(()))
            done.signal()
          }
        }
        for _ in waits { done.wait() }
      }
      _ = loop.run()
      _ = loop.run()
      return log.lines
    }
    #expect(lines() == (1...8).map(String.init))
  }
}
