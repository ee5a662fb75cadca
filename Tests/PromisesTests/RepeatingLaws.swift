// The laws of repeating: how many turns there are, what ends them, and what a cancellation does.

import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("10. repeating")
  struct RepeatingLaws {
    /// A loop whose turns take 10ms each and come to `result(turn)`.
    private static func turns(
      _ trial: Trial, _ result: @escaping @Sendable (Int) -> Result<String?, any Error>
    ) -> Future<String> {
      let turn = LoopConfined(0, on: trial.loop)
      return .repeating(on: trial.loop) {
        turn.value += 1
        let number = turn.value
        trial.note("turn \(number)")
        let promise = Promise<String?>(on: trial.loop, "turn")
        let timer = trial.loop.schedule("turn", after: .milliseconds(10)) { promise.complete(with: result(number)) }
        promise.onCancel {
          timer.cancel()
          promise.fail(CancellationError())
        }
        return promise.future
      }
    }

    @Test func `one turn follows the other until one comes to a value`() {
      let trial = Trial()
      let future = Self.turns(trial) { .success($0 == 3 ? "done" : nil) }
      #expect(trial.notes == ["turn 1"])
      #expect(trial.loop.run().isClean)
      #expect(ending(of: future) == "value done")
      #expect(trial.notes == ["turn 1", "turn 2", "turn 3"])
      #expect(trial.loop.now == .milliseconds(30))
    }

    @Test func `a turn that fails ends them`() {
      let trial = Trial()
      let future = Self.turns(trial) { $0 == 2 ? .failure(Refusal()) : .success(nil) }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: future) == "error refusal")
      #expect(trial.notes == ["turn 1", "turn 2"])
    }

    @Test(arguments: [1, 3])
    func `a turn that throws ends them`(last: Int) {
      let trial = Trial()
      let turn = LoopConfined(0, on: trial.loop)
      let future = Future<Int>.repeating(on: trial.loop) {
        turn.value += 1
        if turn.value == last { throw Refusal() }
        return .succeeded(nil, on: trial.loop)
      }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: future) == "error refusal")
      #expect(turn.value == last)
    }

    @Test func `turns that are done at once run in events of their own`() {
      let trial = Trial()
      let turn = LoopConfined(0, on: trial.loop)
      let future = Future<Int>.repeating(on: trial.loop) {
        turn.value += 1
        return .succeeded(turn.value == 100_000 ? 42 : nil, on: trial.loop)
      }
      #expect(turn.value == 1)
      let report = trial.loop.run()
      #expect(report.isClean && report.eventCount == 100_000)
      #expect(ending(of: future) == "value 42")
    }

    @Test func `a cancellation reaches the turn that is on, and no other one begins`() {
      let trial = Trial()
      let future = Self.turns(trial) { _ in .success(nil) }
      trial.loop.schedule(after: .milliseconds(25)) { future.cancel() }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: future) == "error CancellationError()")
      #expect(trial.notes == ["turn 1", "turn 2", "turn 3"])
      #expect(trial.loop.now == .milliseconds(25))
    }

    @Test func `a cancellation from within a turn that is being started reaches that one`() {
      let trial = Trial()
      let whole = LoopConfined<Future<Int>?>(nil, on: trial.loop)
      let turn = LoopConfined(0, on: trial.loop)
      let promise = Promise<Int?>(on: trial.loop, "turn", onCancel: { trial.note("turn cancelled") })
      let future = Future<Int>.repeating(on: trial.loop) {
        turn.value += 1
        if turn.value == 1 { return .succeeded(nil, on: trial.loop) }
        whole.value?.cancel()
        return promise.future
      }
      whole.value = future
      _ = trial.loop.run()
      promise.succeed(42)
      #expect(trial.loop.run().isClean)
      #expect(ending(of: future) == "error CancellationError()")
      #expect(turn.value == 2)
      #expect(trial.notes == ["turn cancelled"])
    }

    @Test func `a turn that was done when the cancellation came is the last one`() {
      let trial = Trial()
      let turn = LoopConfined(0, on: trial.loop)
      let future = Future<Int>.repeating(on: trial.loop) {
        turn.value += 1
        return .succeeded(nil, on: trial.loop)
      }
      future.cancel()
      #expect(trial.loop.run().isClean)
      #expect(ending(of: future) == "error CancellationError()")
      #expect(turn.value == 1)
    }

    @Test func `a turn of another loop is refused`() {
      let trial = Trial()
      let other = VirtualEventLoop(name: "other")
      let future = Future<Int>.repeating(on: trial.loop) { .succeeded(nil, on: other) }
      #expect(throws: FutureError.otherLoop(expected: trial.loop.name, found: "other")) { try future.result() }
    }
  }
}
