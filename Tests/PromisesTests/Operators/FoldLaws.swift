// The laws of fold and reduce.

import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("13. fold and reduce")
  struct FoldLaws {
    private static func folded(_ trial: Trial, _ first: Future<String>, failing: String? = nil) -> Future<String> {
      first.fold([trial.work("2", takes: 30), trial.work("3", takes: 10)]) { left, right in
        trial.note("\(left)+\(right)")
        if right == failing { throw Refusal(name: right) }
        return trial.work(left + right, takes: 5)
      }
    }

    @Test(arguments: Settling.allCases)
    func `fold takes one step after another, in the order of the list`(when: Settling) {
      let trial = Trial()
      let end = trial.settle(when, .success("1")) { Self.folded(trial, $0) }
      #expect(end == "value 123")
      #expect(trial.notes.filter { $0.contains("+") } == ["1+2", "12+3"])
      #expect(trial.loop.now == .milliseconds(40))
    }

    @Test func `fold over nothing is the future itself`() {
      let trial = Trial()
      let end = trial.settle(.immediately, .success(1)) {
        $0.fold([Future<Int>]()) { _, _ in Future.failed(Refusal(), on: trial.loop) }
      }
      #expect(end == "value 1")
    }

    @Test func `an error that comes early settles the fold, and no step begins`() {
      let trial = Trial()
      let end = trial.settle(.eventually, .failure(Refusal())) { Self.folded(trial, $0) }
      #expect(end == "error refusal")
      #expect(!trial.notes.contains { $0.contains("+") })
    }

    @Test func `a step that throws is the last one`() {
      let trial = Trial()
      let end = trial.settle(.already, .success("1")) { Self.folded(trial, $0, failing: "2") }
      #expect(end == "error refusal 2")
      #expect(trial.notes.filter { $0.contains("+") } == ["1+2"])
    }

    @Test func `a cancellation reaches what is waited for, or the step that is under way`() {
      let trial = Trial()
      let future = Self.folded(trial, .succeeded("1", on: trial.loop))
      trial.loop.schedule(after: .milliseconds(32)) { future.cancel() }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: future) == "error CancellationError()")
      #expect(trial.notes == ["2 sent", "3 sent", "3 replied", "2 replied", "1+2", "12 sent", "12 cancelled"])

      let other = Trial()
      let waiting = Self.folded(other, .succeeded("1", on: other.loop))
      other.loop.schedule(after: .milliseconds(5)) { waiting.cancel() }
      #expect(other.loop.run().isClean)
      #expect(other.notes == ["2 sent", "3 sent", "2 cancelled", "3 cancelled"])
    }

    @Test(arguments: Settling.allCases)
    func `reduce adds the values in the order of the list`(when: Settling) {
      let trial = Trial()
      let end = trial.settle(when, .success("1")) { first in
        Future.reduce("", [trial.work("0", takes: 20), first], on: trial.loop) { $0 + $1 }
      }
      #expect(end == "value 01")
    }

    @Test func `reduce of nothing is the first value, and what it throws is its error`() {
      let trial = Trial()
      let none = Future.reduce(7, [Future<Int>](), on: trial.loop) { $0 + $1 }
      let thrown = Future.reduce(7, [Future.succeeded(1, on: trial.loop)], on: trial.loop) { _, _ in throw Refusal() }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: none) == "value 7" && ending(of: thrown) == "error refusal")
    }

    @Test func `a cancelled reduce cancels all`() {
      let trial = Trial()
      let sum = Future.reduce("", [trial.work("1", takes: 10), trial.work("2", takes: 20)], on: trial.loop) { $0 + $1 }
      trial.loop.post { sum.cancel() }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: sum) == "error CancellationError()")
      #expect(trial.notes == ["1 sent", "2 sent", "1 cancelled", "2 cancelled"])
    }
  }
}
