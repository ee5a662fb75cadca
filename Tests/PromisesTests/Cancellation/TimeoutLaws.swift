// The laws of timeout.

import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("5. timeout")
  struct TimeoutLaws {
    @Test(arguments: Settling.allCases)
    func `what comes in time passes, value or error, and takes the timer away`(when: Settling) {
      for (result, end) in [
        (Result<Int, any Error>.success(42), "value 42"), (.failure(Refusal()), "error refusal"),
      ] {
        let trial = Trial()
        #expect(trial.settle(when, result) { $0.timeout(after: .milliseconds(11)) } == end)
        #expect(trial.loop.now == when.instant, "no timer is left to wait for")
      }
    }

    @Test
    func `late work is cancelled, and the error names the limit`() {
      let trial = Trial()
      let limited = trial.work("work", takes: 10).timeout(after: .milliseconds(9))
      #expect(trial.loop.run().isClean)
      #expect(ending(of: limited) == "error timed out after 9ms")
      #expect(throws: TimeoutError(limit: .milliseconds(9))) { try limited.result() }
      #expect(trial.notes == ["work sent", "work cancelled"])
      #expect(trial.loop.now == .milliseconds(9))
    }

    @Test
    func `at one instant the event that comes first decides`() {
      let trial = Trial()
      let replyFirst = trial.work("reply first", takes: 10).timeout(after: .milliseconds(10))
      let promise = Promise<Int>(on: trial.loop, "limit first")
      let limitFirst = promise.future.timeout(after: .milliseconds(10))
      trial.loop.schedule(after: .milliseconds(10)) { promise.succeed(42) }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: replyFirst) == "value reply first")
      #expect(ending(of: limitFirst) == "error timed out after 10ms")
    }

    @Test
    func `a limit that is not positive leaves one turn of the loop`() {
      let loop = VirtualEventLoop()
      let promise = Promise<Int>(on: loop, "soon")
      let limits = [Duration.zero, .milliseconds(-1)].map { promise.future.timeout(after: $0) }
      #expect(limits.allSatisfy { !$0.isSettled })
      promise.succeed(42)
      #expect(loop.run().isClean)
      #expect(limits.map { ending(of: $0) } == ["value 42", "value 42"])
      let never = Promise<Int>(on: loop, "later")
      let late = never.future.timeout(after: .zero)
      loop.post { loop.post { never.succeed(42) } }
      #expect(loop.run().isClean)
      #expect(ending(of: late) == "error timed out after 0ms")
    }

    @Test
    func `a limit is for the whole chain before it, and what was left of that is not begun`() {
      let trial = Trial()
      let limited = trial.work("one", takes: 10)
        .flatMap { _ in trial.work("two", takes: 10) }
        .flatMap { _ in trial.work("three", takes: 10) }
        .timeout(after: .milliseconds(15))
      #expect(trial.loop.run().isClean)
      #expect(ending(of: limited) == "error timed out after 15ms")
      #expect(trial.notes == ["one sent", "one replied", "two sent", "two cancelled"])
    }

    @Test
    func `cancelling a limited future reaches the work and takes the timer away`() {
      let trial = Trial()
      let limited = trial.work("work", takes: 30).timeout(after: .milliseconds(20))
      trial.loop.schedule(after: .milliseconds(10)) { limited.cancel() }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: limited) == "error CancellationError()")
      #expect(trial.loop.now == .milliseconds(10))
    }

    @Test(arguments: [Int64(9), 10, 11])
    func `a value that is not delivered is closed, and only that`(milliseconds: Int64) {
      let trial = Trial()
      let promise = Promise<Int>(on: trial.loop, "resource")
      let limited = promise.future.timeout(after: .milliseconds(10), closing: { trial.note("closed \($0)") })
      trial.loop.schedule(after: .milliseconds(milliseconds)) { promise.succeed(42) }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: limited) == (milliseconds == 9 ? "value 42" : "error timed out after 10ms"))
      #expect(trial.notes == (milliseconds == 9 ? [] : ["closed 42"]))
    }
  }
}
