// The laws of waiting for results whatever they are.

import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("12. allSettled")
  struct AllSettledLaws {
    private func results(_ results: [Result<String, any Error>]) -> String {
      results.map { words(for: $0) }.joined(separator: ", ")
    }

    @Test(arguments: Settling.allCases)
    func `it has every result, in the order of the list`(when: Settling) {
      let trial = Trial()
      let end = trial.settle(when, .failure(Refusal(name: "2"))) { second in
        Future.allSettled([trial.work("1", takes: 30), second, trial.work("3", takes: 20)], on: trial.loop)
          .map { self.results($0) }
      }
      #expect(end == "value value 1, error refusal 2, value 3")
      #expect(trial.loop.now == .milliseconds(30))
    }

    @Test func `nothing to wait for is settled at once`() throws {
      let loop = VirtualEventLoop()
      #expect(try Future<Int>.allSettled([], on: loop).result().isEmpty)
    }

    @Test func `a cancellation cancels all, and it fails when all are settled`() {
      let trial = Trial()
      let deaf = Promise<String>(on: trial.loop, "deaf")
      trial.loop.schedule(after: .milliseconds(20)) { deaf.succeed("late") }
      let all = Future.allSettled(
        [trial.work("1", takes: 10), deaf.future, trial.work("3", takes: 40)], on: trial.loop)
      all.whenComplete { trial.note("settled at \(trial.loop.now): \(words(for: $0))") }
      trial.loop.schedule(after: .milliseconds(15)) { all.cancel() }
      #expect(trial.loop.run().isClean)
      #expect(
        trial.notes == [
          "1 sent", "3 sent", "1 replied", "3 cancelled", "settled at 20ms: error CancellationError()",
        ])
    }

    @Test func `a future of another loop is refused`() {
      let (loop, other) = (VirtualEventLoop(name: "one"), VirtualEventLoop(name: "other"))
      let all = Future.allSettled([Future.succeeded(1, on: other)], on: loop)
      #expect(throws: FutureError.otherLoop(expected: "one", found: "other")) { try all.result() }
    }
  }
}
