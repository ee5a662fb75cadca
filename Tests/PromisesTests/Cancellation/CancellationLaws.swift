// The laws of cancellation: where in a chain a request can come, and what it then does.

import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("6. Cancellation")
  struct CancellationLaws {
    /// When a chain of three links is cancelled, and what is seen.
    struct Position: CustomTestStringConvertible {
      let testDescription: String
      /// Cancel after this number of milliseconds.
      var after: Int?
      /// Cancel in the event of this reply, after the promise was kept and before the reaction to it.
      var reply: String?
      let notes: [String]
      var end = "error CancellationError()"
      let instant: Instant
    }

    static let positions = [
      Position(
        testDescription: "in the event that builds the chain", after: 0,
        notes: ["a sent", "a cancelled"], instant: .zero),
      Position(
        testDescription: "while the head is at work", after: 5,
        notes: ["a sent", "a cancelled"], instant: .milliseconds(5)),
      Position(
        testDescription: "between the head's reply and link 1", reply: "a",
        notes: ["a sent", "a replied"], instant: .milliseconds(10)),
      Position(
        testDescription: "while the work of link 1 is in flight", after: 15,
        notes: ["a sent", "a replied", "b sent", "b cancelled"], instant: .milliseconds(15)),
      Position(
        testDescription: "between the reply to link 1 and link 2", reply: "b",
        notes: ["a sent", "a replied", "b sent", "b replied"], instant: .milliseconds(20)),
      Position(
        testDescription: "while the work of link 2 is in flight", after: 25,
        notes: ["a sent", "a replied", "b sent", "b replied", "c sent", "c cancelled"], instant: .milliseconds(25)),
      Position(
        testDescription: "between the reply to link 2 and link 3", reply: "c",
        notes: ["a sent", "a replied", "b sent", "b replied", "c sent", "c replied"], instant: .milliseconds(30)),
      Position(
        testDescription: "after the end", after: 40,
        notes: ["a sent", "a replied", "b sent", "b replied", "c sent", "c replied", "mapped"], end: "value c",
        instant: .milliseconds(40)),
    ]

    @Test(arguments: positions)
    func `a request reaches the work in flight, and no later link begins`(position: Position) {
      let trial = Trial()
      let loop = trial.loop
      let chain = LoopConfined<Future<String>?>(nil, on: loop)
      @Sendable func work(_ name: String) -> Future<String> {
        trial.work(name, takes: 10) { if name == position.reply { chain.value?.cancel() } }
      }
      let ends = LoopConfined<[String]>([], on: loop)
      loop.post {
        let built = work("a")
          .flatMap { _ in work("b") }
          .flatMap { _ in work("c") }
          .map { value in
            trial.note("mapped")
            return value
          }
        built.whenComplete { _ in ends.withValue { $0.append(ending(of: built)) } }
        chain.value = built
        if let after = position.after {
          if after == 0 { built.cancel() } else { loop.schedule(after: .milliseconds(after)) { built.cancel() } }
        }
      }
      let report = loop.run()
      #expect(report.isClean, "\(report)")
      #expect(trial.notes == position.notes)
      #expect(ends.value == [position.end], "delivered once")
      #expect(report.instant == position.instant)
    }

    @Test
    func `a request settles nothing by itself: the work ends in its own way, and once`() {
      let loop = VirtualEventLoop()
      let requests = LoopConfined(0, on: loop)
      let promise = Promise<Int>(on: loop, "slow to stop") { requests.withValue { $0 += 1 } }
      let mapped = promise.future.map { $0 }
      mapped.cancel()
      mapped.cancel()
      promise.future.cancel()
      #expect(requests.value == 1)
      #expect(promise.future.isSettled == false && mapped.isSettled == false)
      promise.fail(Refusal(name: "cleaned up"))
      #expect(loop.run().isClean)
      #expect(ending(of: mapped) == "error refusal cleaned up")
    }

    @Test
    func `work that does not listen keeps its value, which no derived future takes`() {
      let trial = Trial()
      let promise = Promise<Int>(on: trial.loop, "deaf")
      let mapped = promise.future.map { value in
        trial.note("mapped")
        return value
      }
      let recovered = promise.future.recover { _ in 0 }
      let mended = promise.future.flatMapError { _ in .succeeded(0, on: trial.loop) }
      let watched = promise.future.always { trial.note("always \(words(for: $0))") }
      for future in [mapped, recovered, mended, watched] { future.cancel() }
      promise.succeed(42)
      #expect(trial.loop.run().isClean)
      #expect(ending(of: promise.future) == "value 42")
      for future in [mapped, recovered, mended, watched] { #expect(ending(of: future) == "error CancellationError()") }
      #expect(trial.notes == ["always error CancellationError()"])
    }

    @Test
    func `a handler that is set after the request runs at once`() {
      let trial = Trial()
      let promise = Promise<Int>(on: trial.loop, "late handler")
      promise.future.cancel()
      promise.onCancel {
        trial.note("handled")
        promise.fail(CancellationError())
      }
      promise.onCancel { trial.note("too late") }
      #expect(trial.loop.run().isClean)
      #expect(trial.notes == ["handled"])
    }

    @Test
    func `cancelling after the settlement does nothing`() {
      let trial = Trial()
      let promise = Promise<Int>(on: trial.loop, "done") { trial.note("cancelled") }
      let mapped = promise.future.map { $0 }
      promise.succeed(42)
      #expect(trial.loop.run().isClean)
      promise.future.cancel()
      mapped.cancel()
      #expect(trial.loop.run().isClean)
      #expect(trial.notes.isEmpty)
      #expect(ending(of: mapped) == "value 42")
    }

    @Test
    func `derived futures share the work: cancelling one calls it off for all`() {
      let trial = Trial()
      let work = trial.work("work", takes: 10)
      let (one, other) = (work.map { $0 }, work.map { $0 })
      trial.loop.schedule(after: .milliseconds(5)) { one.cancel() }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: one) == "error CancellationError()")
      #expect(ending(of: other) == "error CancellationError()")
    }

    @Test
    func `a recovery sees the cancellation like any error, and the work that it begins is cancelled too`() {
      let trial = Trial()
      let mended = trial.work("work", takes: 10).flatMapError { error in
        trial.note("\(error)")
        return trial.work("second try", takes: 10)
      }
      trial.loop.schedule(after: .milliseconds(5)) { mended.cancel() }
      #expect(trial.loop.run().isClean)
      #expect(
        trial.notes
          == ["work sent", "work cancelled", "CancellationError()", "second try sent", "second try cancelled"])
      #expect(trial.loop.now == .milliseconds(5))
    }

    @Test
    func `a request goes up a chain of a hundred thousand on a small stack`() {
      let loop = VirtualEventLoop(recording: .nothing)
      let promise = Promise<Int>(on: loop, "head")
      promise.onCancel { promise.fail(CancellationError()) }
      var chain = promise.future
      for _ in 1...100_000 { chain = chain.map { $0 } }
      chain.cancel()
      #expect(loop.run().isClean)
      #expect(ending(of: chain) == "error CancellationError()")
    }
  }
}
