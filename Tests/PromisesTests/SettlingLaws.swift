// The laws of settling: once, and reactions later and in order.

import EventLoops
import Promises
import Testing

@Suite("Promise laws", .serialized)
enum PromiseLaws {}

extension PromiseLaws {
  @Suite("1. Settling")
  struct SettlingLaws {
    @Test
    func `a future that is not settled is not done, and its result is not ready`() {
      let loop = VirtualEventLoop()
      let promise = Promise<Int>(on: loop, "answer")
      #expect(promise.future.isSettled == false)
      #expect(throws: FutureError.notReady) { try promise.future.result() }
      promise.succeed(42)
      #expect(loop.run().isClean)
    }

    @Test
    func `a settled future returns its value or throws its error from then on`() {
      let loop = VirtualEventLoop()
      let (kept, broken) = (Promise<Int>(on: loop, "kept"), Promise<Int>(on: loop, "broken"))
      kept.succeed(42)
      broken.fail(Refusal())
      for _ in 1...2 {
        #expect(kept.future.isSettled && broken.future.isSettled)
        #expect(ending(of: kept.future) == "value 42")
        #expect(throws: Refusal()) { try broken.future.result() }
        #expect(loop.run().isClean)
      }
    }

    @Test
    func `a future is settled once: a second settlement changes nothing and is recorded with the promise's site`() {
      let loop = VirtualEventLoop()
      let trial = LoopConfined(0, on: loop)
      let promise = Promise<Int>(on: loop, "answer", fileID: "Library/Answer.swift", line: 7)
      promise.future.whenComplete { _ in trial.withValue { $0 += 1 } }
      promise.succeed(1)
      promise.succeed(2)
      promise.fail(Refusal())
      let report = loop.run()
      #expect(ending(of: promise.future) == "value 1")
      #expect(trial.value == 1)
      let told = "'answer' was fulfilled twice at 0ms; it was created at Library/Answer.swift:7"
      #expect(report.violations.map(\.description) == [told, told])
      #expect(report.leftovers.isEmpty)
    }

    @Test
    func `futures can be made settled`() {
      let loop = VirtualEventLoop()
      #expect(ending(of: Future.succeeded(42, on: loop)) == "value 42")
      #expect(ending(of: Future<Int>.failed(Refusal(), on: loop)) == "error refusal")
      #expect(loop.run().isClean)
    }

    @Test(arguments: Settling.allCases)
    func `a reaction runs in a later event, never inside the call that adds it or that settles`(when: Settling) {
      let trial = Trial()
      trial.settle(when, .success(42)) { future in
        future.whenComplete { _ in trial.note("reaction at \(trial.loop.now)") }
        trial.note("the adding event continues")
        trial.loop.post { trial.note("what was posted after it") }
      }
      let later = ["reaction at \(when.instant)", "what was posted after it"]
      #expect(trial.notes == ["the adding event continues"] + (when == .already ? later : later.reversed()))
    }

    @Test(arguments: Settling.allCases)
    func `reactions run in the order in which they were added, whatever they are`(when: Settling) {
      let trial = Trial()
      trial.settle(when, .success(42)) { future in
        future.whenComplete { _ in trial.note("1") }
        _ = future.map { _ in trial.note("2") }
        future.whenSuccess { _ in trial.note("3") }
        _ = future.always { _ in trial.note("4") }
        _ = future.flatMap { value in
          trial.note("5")
          return .succeeded(value, on: trial.loop)
        }
      }
      #expect(trial.notes == ["1", "2", "3", "4", "5"])
    }

    @Test(arguments: Settling.allCases)
    func `each reaction is one event, under its operator's name and the place where it was called`(when: Settling) {
      let trial = Trial()
      trial.settle(when, .success(42)) { future in
        future.whenComplete(fileID: "A/A.swift", line: 1) { _ in }
        _ = future.map(fileID: "A/A.swift", line: 2) { $0 }
        _ = future.recover(fileID: "A/A.swift", line: 3) { _ in 0 }
      }
      let events = trial.loop.report().trace.ranEvents.filter { $0.site?.fileID.description == "A/A.swift" }
      #expect(events.map(\.label) == ["whenComplete", "map", "recover"])
      #expect(events.map { $0.site?.line } == [1, 2, 3])
    }

    @Test(arguments: Settling.allCases)
    func `whenComplete gets either result, whenSuccess values only, whenFailure errors only`(when: Settling) {
      let trial = Trial()
      for result in [Result<Int, any Error>.success(42), .failure(Refusal())] {
        trial.settle(when, result) { future in
          future.whenComplete { trial.note("complete: \(words(for: $0))") }
          future.whenSuccess { trial.note("success \($0)") }
          future.whenFailure { trial.note("failure \($0)") }
        }
      }
      #expect(
        trial.notes == ["complete: value 42", "success 42", "complete: error refusal", "failure refusal"])
    }

    @Test
    func `what a reaction adds runs after all that was added before`() {
      let trial = Trial()
      trial.settle(.eventually, .success(42)) { future in
        future.whenComplete { _ in
          trial.note("outer")
          future.whenComplete { _ in trial.note("inner") }
        }
        future.whenComplete { _ in trial.note("second") }
      }
      #expect(trial.notes == ["outer", "second", "inner"])
    }
  }
}
