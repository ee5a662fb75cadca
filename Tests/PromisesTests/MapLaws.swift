// The laws of map and flatMap.

import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("2. map and flatMap")
  struct MapLaws {
    @Test(arguments: Settling.allCases)
    func `map makes a value of a value, in one later event`(when: Settling) {
      let trial = Trial()
      #expect(trial.settle(when, .success(20)) { $0.map { $0 + 1 }.map { "\($0 * 2)" } } == "value 42")
      #expect(trial.loop.now == when.instant)
    }

    @Test(arguments: Settling.allCases)
    func `mapping with the identity changes nothing`(when: Settling) {
      for result in [Result<Int, any Error>.success(42), .failure(Refusal())] {
        #expect(Trial().settle(when, result) { $0.map { $0 } } == Trial().settle(when, result) { $0.map(\.self) })
        #expect(Trial().settle(when, result) { $0.map { $0 } } == Trial().settle(when, result) { $0 })
      }
    }

    @Test(arguments: Settling.allCases)
    func `mapping twice is mapping with both transforms in one`(when: Settling) {
      let once = Trial().settle(when, .success(20)) { $0.map { ($0 + 1) * 2 } }
      let twice = Trial().settle(when, .success(20)) { $0.map { $0 + 1 }.map { $0 * 2 } }
      #expect(once == "value 42" && twice == once)
    }

    @Test(arguments: Settling.allCases, Settling.allCases)
    func `flatMap continues with the future that its transform returns`(outer: Settling, inner: Settling) {
      let trial = Trial()
      let end = trial.settle(outer, .success(21)) { future in
        future.flatMap { value in
          let promise = Promise<Int>(on: trial.loop, "inner")
          if inner == .already { promise.succeed(value * 2) }
          if inner == .immediately { trial.loop.post { promise.succeed(value * 2) } }
          if inner == .eventually { trial.loop.schedule(after: .milliseconds(10)) { promise.succeed(value * 2) } }
          return promise.future
        }
      }
      #expect(end == "value 42")
      #expect(trial.loop.now == outer.instant.advanced(by: Instant.zero.duration(to: inner.instant)))
    }

    @Test
    func `a flatMap is settled together with its inner future, not an event later`() {
      let trial = Trial()
      let inner = Promise<Int>(on: trial.loop, "inner")
      let chained = Future.succeeded(0, on: trial.loop).flatMap { _ in inner.future }
      #expect(trial.loop.step())
      #expect(chained.isSettled == false)
      inner.succeed(42)
      #expect(chained.isSettled)
      #expect(trial.loop.run().isClean)
    }

    @Test(arguments: Settling.allCases)
    func `flatMap is associative, and a settled future is its identity on both sides`(when: Settling) {
      let trial = Trial()
      let loop = trial.loop
      @Sendable func increment(_ value: Int) -> Future<Int> { .succeeded(value + 1, on: loop) }
      @Sendable func double(_ value: Int) -> Future<Int> { .succeeded(value * 2, on: loop) }
      let left = trial.settle(when, .success(20)) { $0.flatMap(increment).flatMap(double) }
      let right = trial.settle(when, .success(20)) { $0.flatMap { increment($0).flatMap(double) } }
      #expect(left == "value 42" && right == left)
      #expect(trial.settle(when, .success(42)) { $0.flatMap { .succeeded($0, on: loop) } } == "value 42")
      #expect(trial.settle(when, .success(0)) { _ in increment(41).flatMap { .succeeded($0, on: loop) } } == "value 42")
    }

    @Test(arguments: Settling.allCases)
    func `an error passes by map and flatMap, whose transforms do not run`(when: Settling) {
      let trial = Trial()
      let end = trial.settle(when, Result<Int, any Error>.failure(Refusal())) { future in
        future
          .map { value in
            trial.note("mapped")
            return value
          }
          .flatMap { value in
            trial.note("chained")
            return .succeeded(value, on: trial.loop)
          }
      }
      #expect(end == "error refusal")
      #expect(trial.notes.isEmpty)
    }

    @Test(arguments: Settling.allCases)
    func `what a transform throws is the error of the derived future alone`(when: Settling) {
      let trial = Trial()
      let mapped = trial.settle(when, .success(42)) { $0.map { _ -> Int in throw Refusal() } }
      let chained = trial.settle(when, .success(42)) { $0.flatMap { _ -> Future<Int> in throw Refusal() } }
      #expect(mapped == "error refusal" && chained == "error refusal")
      let source = trial.settle(when, .success(42)) { future in
        _ = future.map { _ in throw Refusal() }
        return future
      }
      #expect(source == "value 42")
    }

    @Test
    func `a future of another loop is refused with both loops' names`() {
      let (here, there) = (VirtualEventLoop(name: "here"), VirtualEventLoop(name: "there"))
      let chained = Future.succeeded(1, on: here).flatMap { _ in Future.succeeded(2, on: there) }
      let all = Future.all([.succeeded(1, on: here), .succeeded(2, on: there)], on: here)
      #expect(here.run().isClean && there.run().isClean)
      let mismatch = FutureError.otherLoop(expected: "here", found: "there")
      #expect(throws: mismatch) { try chained.result() }
      #expect(throws: mismatch) { try all.result() }
      #expect("\(mismatch)" == "a future of loop 'here' was given a future of loop 'there'; keep a chain on one loop")
    }

    @Test
    func `chains and nests of ten thousand settle on a small stack`() {
      let loop = VirtualEventLoop(recording: .leftovers)
      let head = Promise<Int>(on: loop, "head")
      var chain = head.future
      for _ in 1...10_000 { chain = chain.map { $0 + 1 } }
      @Sendable func count(to limit: Int, from value: Int) -> Future<Int> {
        Future.succeeded(value + 1, on: loop).flatMap { next in
          next == limit ? .succeeded(next, on: loop) : count(to: limit, from: next)
        }
      }
      let nest = count(to: 10_000, from: 0)
      head.succeed(0)
      #expect(loop.run().isClean)
      #expect(ending(of: chain) == "value 10000")
      #expect(ending(of: nest) == "value 10000")
    }
  }
}
