// The laws of waiting for futures of several types: all of a list of arguments, and the operator `and`.

import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("11. all of several types, and")
  struct SeveralTypesLaws {
    @Test(arguments: Settling.allCases)
    func `all has the values of its arguments as a tuple`(when: Settling) {
      let trial = Trial()
      let end = trial.settle(when, .success(1)) { first in
        Future.all(first, trial.work("2", takes: 30), trial.work("3", takes: 20).map { $0 == "3" })
          .map { number, text, isThree in "\(number) \(text) \(isThree)" }
      }
      #expect(end == "value 1 2 true")
      #expect(trial.loop.now == .milliseconds(30))
    }

    @Test(arguments: [false, true])
    func `the first error settles it, and the others continue unless they are to be cancelled`(cancelsOthers: Bool) {
      let trial = Trial()
      let end = trial.settle(.immediately, .failure(Refusal(name: "1")) as Result<Int, any Error>) { first in
        Future.all(trial.work("slow", takes: 30), first, trial.work("other", takes: 20), cancelsOthers: cancelsOthers)
          .map { _ in "values" }
      }
      #expect(end == "error refusal 1")
      let others = cancelsOthers ? ["slow cancelled", "other cancelled"] : ["other replied", "slow replied"]
      #expect(trial.notes == ["slow sent", "other sent"] + others)
    }

    @Test func `a cancellation cancels all of them, in their order`() {
      let trial = Trial()
      let all = Future.all(trial.work("1", takes: 10), trial.work("2", takes: 20).map(\.count))
      trial.loop.schedule(after: .milliseconds(5)) { all.cancel() }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: all) == "error CancellationError()")
      #expect(trial.notes == ["1 sent", "2 sent", "1 cancelled", "2 cancelled"])
    }

    @Test func `no value settles a future that was cancelled`() {
      let trial = Trial()
      let deaf = Promise<Int>(on: trial.loop, "deaf")
      let both = deaf.future.and(.succeeded("other", on: trial.loop))
      trial.loop.post {
        both.cancel()
        deaf.succeed(1)
      }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: both) == "error CancellationError()")
    }

    @Test func `a future of another loop is refused`() {
      let (loop, other) = (VirtualEventLoop(name: "one"), VirtualEventLoop(name: "other"))
      let both = Future.succeeded(1, on: loop).and(.succeeded("2", on: other))
      #expect(throws: FutureError.otherLoop(expected: "one", found: "other")) { try both.result() }
    }

    @Test func `a dropped promise releases its waiters`() {
      let trial = Trial()
      let alive = LoopConfined(0, on: trial.loop)
      trial.loop.post {
        let dropped = Promise<Int>(on: trial.loop, "dropped")
        let counted = Counted(alive)
        dropped.future.and(.succeeded("2", on: trial.loop)).whenComplete { _ in counted.touch() }
      }
      let report = trial.loop.run()
      #expect(report.violations.map(\.kind) == [.dropped] && report.leftovers.isEmpty)
      #expect(alive.value == 0)
    }

    @Test func `the winner of a race of errors holds nothing of the future that continues`() {
      let trial = Trial()
      let alive = LoopConfined(0, on: trial.loop)
      let pending = Promise<Int>(on: trial.loop, "pending")
      trial.loop.post {
        for _ in 0..<100 {
          let counted = Counted(alive)
          pending.future.and(Future<Int>.failed(Refusal(), on: trial.loop)).whenComplete { _ in counted.touch() }
        }
      }
      _ = trial.loop.run()
      #expect(alive.value == 0)
      pending.succeed(1)
      #expect(trial.loop.run().isClean)
    }
  }
}
