// The laws of holding a result back.

import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("15. delay")
  struct DelayLaws {
    @Test(arguments: Settling.allCases, [Result<Int, any Error>.success(42), .failure(Refusal())])
    func `a value or an error comes that much later`(when: Settling, result: Result<Int, any Error>) {
      let trial = Trial()
      let end = trial.settle(when, result) { $0.delay(by: .milliseconds(30)) }
      #expect(end == words(for: result))
      #expect(trial.loop.now == when.instant + .milliseconds(30))
    }

    @Test(arguments: [Duration.zero, .milliseconds(-1)])
    func `a delay that is not positive is one turn of the loop`(duration: Duration) {
      let trial = Trial()
      let end = trial.settle(.already, .success(42)) { first in
        first.delay(by: duration).whenComplete { _ in trial.note("delayed") }
        first.whenComplete { _ in
          trial.note("settled")
          trial.loop.post { trial.note("next turn") }
        }
        return first
      }
      #expect(end == "value 42")
      #expect(trial.notes == ["settled", "next turn", "delayed"])
      #expect(trial.loop.now == .zero)
    }

    @Test func `a cancellation reaches the work before there is a result`() {
      let trial = Trial()
      let delayed = trial.work("work", takes: 20).delay(by: .milliseconds(30))
      trial.loop.schedule(after: .milliseconds(10)) { delayed.cancel() }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: delayed) == "error CancellationError()")
      #expect(trial.notes == ["work sent", "work cancelled"])
      #expect(trial.loop.now == .milliseconds(10), "what is cancelled is not held back")
    }

    @Test func `a cancellation while the result is held back ends it at once, and takes the timer away`() {
      let trial = Trial()
      let delayed = trial.work("work", takes: 20).delay(by: .milliseconds(30))
      trial.loop.schedule(after: .milliseconds(40)) { delayed.cancel() }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: delayed) == "error CancellationError()")
      #expect(trial.loop.now == .milliseconds(40))
    }

    @Test func `a cancelled delay holds nothing`() {
      let trial = Trial()
      let alive = LoopConfined(0, on: trial.loop)
      trial.loop.post {
        let counted = Counted(alive)
        let delayed = Future.succeeded(1, on: trial.loop).delay(by: .seconds(1))
        delayed.whenComplete { _ in counted.touch() }
        trial.loop.schedule(after: .milliseconds(1)) { delayed.cancel() }
      }
      #expect(trial.loop.run().isClean)
      #expect(alive.value == 0)
    }
  }
}
