// The laws of the bridges between futures, async code and callbacks.

import Callbacks
import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("8. Bridges")
  struct BridgeLaws {
    @Test(arguments: Settling.allCases)
    func `get waits for the value or throws the error, in a later event`(when: Settling) {
      for result in [Result<Int, any Error>.success(42), .failure(Refusal())] {
        let trial = Trial()
        trial.settle(when, result) { future in
          trial.loop.spawn("waiter") {
            do {
              trial.note("got \(try await future.get()) at \(trial.loop.now)")
            } catch {
              trial.note("caught \(error) at \(trial.loop.now)")
            }
          }
        }
        let end = (try? result.get()) == nil ? "caught refusal" : "got 42"
        #expect(trial.notes == ["\(end) at \(when.instant)"])
      }
    }

    @Test(arguments: [0, 5])
    func `cancelling the task that waits cancels the future, also before the task began`(milliseconds: Int64) {
      let trial = Trial()
      let work = trial.work("work", takes: 10)
      let waiter = trial.loop.spawn("waiter") {
        do {
          _ = try await work.get()
        } catch {
          trial.note("caught \(error)")
        }
      }
      if milliseconds == 0 {
        waiter.cancel()
      } else {
        trial.loop.schedule(after: .milliseconds(milliseconds)) { waiter.cancel() }
      }
      #expect(trial.loop.run().isClean)
      #expect(trial.notes == ["work sent", "work cancelled", "caught CancellationError()"])
      #expect(trial.loop.now == Instant.milliseconds(milliseconds))
    }

    @Test
    func `cancelling a task that waits for a settled future does nothing`() throws {
      let loop = VirtualEventLoop()
      let future = Future.succeeded(42, on: loop)
      let end = LoopConfined(0, on: loop)
      let waiter = loop.spawn("waiter") { end.value = try await future.get() }
      waiter.cancel()
      #expect(loop.run().isClean)
      #expect(end.value == 42)
    }

    @Test
    func `a future of an async operation has what it returns or throws`() {
      let loop = VirtualEventLoop()
      let value = Future(on: loop, "value") {
        try await loop.sleep(for: .milliseconds(10))
        return 42
      }
      let error = Future<Int>(on: loop, "error") { throw Refusal() }
      #expect(value.isSettled == false && error.isSettled == false, "its first segment is a later event")
      #expect(loop.run().isClean)
      #expect(ending(of: value) == "value 42")
      #expect(ending(of: error) == "error refusal")
    }

    @Test(arguments: [0, 5])
    func `cancelling a future of an async operation cancels its task, also before it began`(milliseconds: Int64) {
      let loop = VirtualEventLoop()
      let future = Future(on: loop, "sleeper") { try await loop.sleep(for: .milliseconds(10)) }
      let mapped = future.map { "slept" }
      if milliseconds == 0 {
        mapped.cancel()
      } else {
        loop.schedule(after: .milliseconds(milliseconds)) { mapped.cancel() }
      }
      #expect(loop.run().isClean)
      #expect(loop.now == Instant.milliseconds(milliseconds))
      #expect(ending(of: mapped) == "error CancellationError()")
    }

    @Test
    func `an async operation that never ends is left over as a task`() {
      let loop = VirtualEventLoop()
      let future = Future<Int>(on: loop, "endless", fileID: "Library/Answer.swift", line: 7) {
        try await suspend(on: loop, "nobody") { _ in }
      }
      let report = loop.run()
      #expect(report.leftovers.map(\.kind) == [.task, .continuation])
      #expect(report.leftovers.first?.description == "task 'endless', created at Library/Answer.swift:7 at 0ms")
      #expect(future.isSettled == false)
    }

    @Test
    func `a future of a callback operation has what the completion is called with`() {
      let loop = VirtualEventLoop()
      let results = [Result<Int, any Error>.success(42), .failure(Refusal())]
      let futures = results.map { result in
        Future(on: loop, "operation") { completion in
          loop.schedule(after: .milliseconds(10)) { completion(result) }
        }
      }
      let prompt = Future(on: loop, "prompt") { completion in
        completion(.success(42))
        return Uncancellable()
      }
      #expect(prompt.isSettled)
      #expect(loop.run().isClean)
      #expect(futures.map { ending(of: $0) } == ["value 42", "error refusal"])
      #expect(ending(of: prompt) == "value 42")
    }

    @Test
    func `cancelling a future of a callback operation cancels the handle that it returned`() {
      let loop = VirtualEventLoop()
      let future = Future<Int>(on: loop, "operation") { completion in
        startTask(on: loop, "worker", completion) {
          try await loop.sleep(for: .milliseconds(10))
          return 42
        }
      }
      loop.schedule(after: .milliseconds(5)) { future.cancel() }
      #expect(loop.run().isClean)
      #expect(loop.now == .milliseconds(5))
      #expect(ending(of: future) == "error CancellationError()")
    }

    @Test
    func `a completion that is called twice, or dropped uncalled, is recorded`() {
      let loop = VirtualEventLoop()
      let twice = Future(on: loop, "twice") { completion in
        completion(.success(1))
        completion(.success(2))
        return Uncancellable()
      }
      let never = Future<Int>(on: loop, "never") { _ in Uncancellable() }
      let report = loop.run()
      #expect(report.violations.map(\.label) == ["twice", "never"])
      #expect(report.violations.map(\.kind) == [.fulfilledTwice, .dropped])
      #expect(ending(of: twice) == "value 1")
      #expect(ending(of: never) == "not ready")
    }
  }
}
