// The laws of handing a result on to a promise.

import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("14. cascade")
  struct CascadeLaws {
    @Test(arguments: Settling.allCases, [Result<Int, any Error>.success(42), .failure(Refusal())])
    func `the promise is kept with the result, in a later event`(when: Settling, result: Result<Int, any Error>) {
      let trial = Trial()
      let end = trial.settle(when, result) { first in
        let promise = Promise<Int>(on: trial.loop, "target")
        first.cascade(to: promise)
        #expect(!promise.future.isSettled)
        return promise.future
      }
      #expect(end == words(for: result))
      #expect(trial.loop.now == when.instant)
    }

    @Test func `a cancellation of the promise's future goes up to the work`() {
      let trial = Trial()
      let promise = Promise<String>(on: trial.loop, "target")
      trial.work("work", takes: 20).cascade(to: promise)
      trial.loop.schedule(after: .milliseconds(10)) { promise.future.map { $0 + "!" }.cancel() }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: promise.future) == "error CancellationError()")
      #expect(trial.notes == ["work sent", "work cancelled"])
    }

    @Test func `a promise that was kept before has been kept twice`() {
      let trial = Trial()
      let promise = Promise<Int>(on: trial.loop, "target")
      promise.succeed(1)
      Future.succeeded(2, on: trial.loop).cascade(to: promise)
      #expect(trial.loop.run().violations.map(\.kind) == [.fulfilledTwice])
      #expect(ending(of: promise.future) == "value 1")
    }

    @Test func `an abandoned future drops the promise too`() {
      let trial = Trial()
      trial.loop.post {
        let source = Promise<Int>(on: trial.loop, "source")
        let target = Promise<Int>(on: trial.loop, "target")
        source.future.cascade(to: target)
      }
      let report = trial.loop.run()
      #expect(report.violations.map(\.label).sorted() == ["source", "target"])
      #expect(report.leftovers.isEmpty)
    }

    @Test func `the result may go over to another loop`() {
      let (one, other) = (VirtualEventLoop(name: "one"), VirtualEventLoop(name: "other"))
      let promise = Promise<Int>(on: other, "target")
      Future.succeeded(42, on: one).cascade(to: promise)
      #expect(one.run().isClean)
      #expect(other.run().isClean)
      #expect(ending(of: promise.future) == "value 42")
    }
  }
}
