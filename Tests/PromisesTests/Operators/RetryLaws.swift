// The laws of trying again.

import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("16. retry")
  struct RetryLaws {
    private static let policy = RetryPolicy(attempts: 3, pause: .milliseconds(100), factor: 2)

    /// Attempts that take 10ms each and come to `result(attempt)`.
    private static func attempts(
      _ trial: Trial, _ policy: RetryPolicy = policy, _ result: @escaping @Sendable (Int) -> Result<String, any Error>
    ) -> Future<String> {
      let count = LoopConfined(0, on: trial.loop)
      return .retry(policy, on: trial.loop) {
        count.value += 1
        let number = count.value
        return trial.work("attempt \(number) at \(trial.loop.now)", takes: 10).flatMap { _ in
          try .succeeded(result(number).get(), on: trial.loop)
        }
      }
    }

    private func sendings(_ trial: Trial) -> [String] { trial.notes.filter { $0.hasSuffix("sent") } }

    @Test func `the first value ends it`() {
      let trial = Trial()
      let future = Self.attempts(trial) { $0 == 2 ? .success("done") : .failure(Refusal()) }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: future) == "value done")
      #expect(sendings(trial) == ["attempt 1 at 0ms sent", "attempt 2 at 110ms sent"])
    }

    @Test func `the error of the last attempt is its error, and each pause is longer`() {
      let trial = Trial()
      let future = Self.attempts(trial) { .failure(Refusal(name: "\($0)")) }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: future) == "error refusal 3")
      #expect(
        sendings(trial) == ["attempt 1 at 0ms sent", "attempt 2 at 110ms sent", "attempt 3 at 320ms sent"])
      #expect(trial.loop.now == .milliseconds(330))
    }

    @Test func `an error that is not worth it, and a cancellation of the work, are the last`() {
      for error in [Refusal(name: "final"), CancellationError()] as [any Error] {
        let trial = Trial()
        let policy = RetryPolicy(attempts: 3, when: { ($0 as? Refusal)?.name != "final" })
        let future = Self.attempts(trial, policy) { _ in .failure(error) }
        #expect(trial.loop.run().isClean)
        #expect(ending(of: future) == "error \(error)")
        #expect(sendings(trial).count == 1)
      }
    }

    @Test func `what an attempt throws counts as its error`() {
      let trial = Trial()
      let count = LoopConfined(0, on: trial.loop)
      let future = Future<Int>.retry(RetryPolicy(attempts: 2), on: trial.loop) {
        count.value += 1
        throw Refusal(name: "\(count.value)")
      }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: future) == "error refusal 2")
    }

    @Test func `an attempt of another loop fails`() {
      let trial = Trial()
      let other = VirtualEventLoop(name: "other")
      let future = Future<Int>.retry(RetryPolicy(attempts: 1), on: trial.loop) { .succeeded(1, on: other) }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: future) == "error \(FutureError.otherLoop(expected: trial.loop.name, found: "other"))")
    }

    @Test(arguments: [5, 60, 115])
    func `a cancellation ends the attempt or the pause, and no attempt follows`(milliseconds: Int) {
      let trial = Trial()
      let future = Self.attempts(trial) { _ in .failure(Refusal()) }
      trial.loop.schedule(after: .milliseconds(milliseconds)) { future.cancel() }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: future) == "error CancellationError()")
      #expect(trial.loop.now == .milliseconds(milliseconds))
      #expect(sendings(trial).count == (milliseconds < 100 ? 1 : 2))
    }

    @Test func `an attempt that fails although it was cancelled is the last`() {
      let trial = Trial()
      let promise = Promise<Int>(on: trial.loop, "deaf")
      let future = Future<Int>.retry(RetryPolicy(attempts: 3), on: trial.loop) {
        trial.note("attempt")
        return promise.future
      }
      trial.loop.post {
        future.cancel()
        promise.fail(Refusal())
      }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: future) == "error refusal")
      #expect(trial.notes == ["attempt"])
    }
  }
}
