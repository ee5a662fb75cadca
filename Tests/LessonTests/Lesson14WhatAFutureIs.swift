// Lesson 14, what a future is: Braid's, statement by statement, beside Python's two and a blocking twin.
//
// Long, because it is one lesson of 23 statements that are read in order.

import Dispatch
import EventLoops
import Foundation
import Promises
import Synchronization
import Testing

extension Lessons {
  @Suite("Lesson 14: What a future is", .serialized)
  struct Lesson14WhatAFutureIs {
    private struct Failure: Error, Hashable {
      let number: Int
    }

    /// Runs `body` on a thread, and waits for it for at most half a minute.
    private static func onThread(_ body: @escaping @Sendable () -> Void) {
      let isOver = DispatchSemaphore(value: 0)
      Thread {
        body()
        isOver.signal()
      }.start()
      #expect(isOver.wait(timeout: .now() + .seconds(30)) == .success)
    }

    // MARK: - Asking

    @Test("1. To ask whether it is done waits for nothing, in a blocking future as well")
    func isSettled() {
      let loop = VirtualEventLoop()
      let promise = Promise<Int>(on: loop, "answer")
      let twin = BlockingFuture<Int>()
      #expect(!promise.future.isSettled)
      #expect(!twin.isSettled)
      promise.succeed(42)
      #expect(promise.future.isSettled, "at once, in the very event that settles it")
      #expect(loop.run().isClean)
    }

    @Test("2. Asked for its result before it has one, it throws; a blocking future blocks until its time limit")
    func resultTooEarly() {
      let loop = VirtualEventLoop()
      let promise = Promise<Int>(on: loop, "answer")
      #expect(throws: FutureError.notReady) { try promise.future.result() }
      #expect(loop.now == .zero)
      // region blocking-result
      let twin = BlockingFuture<Int>()
      #expect(throws: BlockingFuture<Int>.TimedOut.self) {
        try twin.result(timeout: .milliseconds(1))  // the thread is blocked meanwhile
      }
      // endregion
      promise.succeed(42)
      #expect(loop.run().isClean)
    }

    @Test("3. A blocking future that is waited for on the loop's thread is never settled by the loop")
    func blockedLoop() throws {
      // region blocked-loop
      let loop = VirtualEventLoop()
      let twin = BlockingFuture<Int>()
      loop.post("waits") {
        loop.post("settles") { try? twin.settle(.success(42)) }
        #expect(throws: BlockingFuture<Int>.TimedOut.self) {
          try twin.result(timeout: .milliseconds(1))  // the event that settles it is behind this one in the queue
        }
      }
      // endregion
      #expect(loop.run().isClean)
      #expect(try twin.result(timeout: .seconds(30)) == 42)
    }

    @Test("4. There is no time limit to give: a limit makes another future, and the first one is cancelled by it")
    func noTimeout() throws {
      let loop = VirtualEventLoop()
      let isCancelled = LoopConfined(false, on: loop)
      let promise = Promise<Int>(on: loop, "answer") { isCancelled.value = true }
      let limited = promise.future.timeout(after: .milliseconds(10))
      _ = loop.advance(by: .milliseconds(10))
      #expect(throws: TimeoutError(limit: .milliseconds(10))) { try limited.result() }
      #expect(throws: FutureError.notReady) { try promise.future.result() }
      #expect(isCancelled.value)
      promise.fail(CancellationError())
      #expect(loop.run().isClean)
    }

    @Test("5. A failure is not asked for by another method: the result throws it")
    func failure() {
      let loop = VirtualEventLoop()
      let future = Future<Int>.failed(Failure(number: 1), on: loop)
      #expect(future.isSettled)
      #expect(throws: Failure(number: 1)) { try future.result() }
    }

    // MARK: - Callbacks

    @Test("6. Reactions run in a later event, also those of a future that is settled already")
    func laterEvent() {
      let loop = VirtualEventLoop()
      let order = LoopConfined<[String]>([], on: loop)
      @Sendable func say(_ word: String) { order.withValue { $0.append(word) } }
      loop.post("asker") {
        Future.succeeded(42, on: loop).whenComplete { _ in say("told") }
        say("asker continues")
      }
      #expect(loop.run().isClean)
      #expect(order.value == ["asker continues", "told"])
    }

    @Test("7. A blocking future calls back inside the call that adds the callback, if it is settled")
    func insideTheCall() throws {
      let order = Mutex<[String]>([])
      @Sendable func say(_ word: String) { order.withLock { $0.append(word) } }
      let twin = BlockingFuture<Int>()
      try twin.settle(.success(42))
      twin.whenDone { _ in say("told") }
      say("asker continues")
      #expect(order.withLock { $0 } == ["told", "asker continues"])
    }

    @Test("8. Its reactions run on its loop's thread; those of a blocking future run on the thread that settles it")
    func thread() {
      let here = ObjectIdentifier(Thread.current)
      let loop = VirtualEventLoop()
      let promise = Promise<Int>(on: loop, "answer")
      let told = LoopConfined<ObjectIdentifier?>(nil, on: loop)
      promise.future.whenComplete { _ in told.value = ObjectIdentifier(Thread.current) }
      promise.succeed(42)
      #expect(loop.run().isClean)
      #expect(told.value == here)

      let twin = BlockingFuture<Int>()
      let twinTold = Mutex<ObjectIdentifier?>(nil)
      twin.whenDone { _ in twinTold.withLock { $0 = ObjectIdentifier(Thread.current) } }
      Self.onThread { try? twin.settle(.success(42)) }
      #expect(twinTold.withLock { $0 } != nil)
      #expect(twinTold.withLock { $0 } != here)
    }

    @Test("9. All reactions run, each in an event of its own, in the order of their registration")
    func inOrder() {
      let loop = VirtualEventLoop()
      let order = LoopConfined<[Int]>([], on: loop)
      let turns = LoopConfined<Set<Int>>([], on: loop)
      let promise = Promise<Int>(on: loop, "answer")
      for number in 1...5 {
        promise.future.whenComplete { _ in
          order.withValue { $0.append(number) }
          turns.withValue { _ = $0.insert(loop.eventCount) }
        }
      }
      promise.succeed(42)
      #expect(loop.run().isClean)
      #expect(order.value == [1, 2, 3, 4, 5])
      #expect(turns.value.count == 5)
    }

    // MARK: - Settling

    @Test("10. It settles once: a second time is recorded and changes nothing, where the twin throws")
    func once() throws {
      let loop = VirtualEventLoop()
      let promise = Promise<Int>(on: loop, "answer")
      promise.succeed(1)
      promise.fail(Failure(number: 2))
      #expect(try promise.future.result() == 1)
      #expect(loop.run().violations.map { "\($0.kind)" } == ["fulfilledTwice"])

      let twin = BlockingFuture<Int>()
      try twin.settle(.success(1))
      #expect(throws: BlockingFuture<Int>.SettledBefore.self) { try twin.settle(.success(2)) }
      #expect(try twin.result(timeout: .seconds(30)) == 1)
    }

    @Test("11. Only the holder of the promise can settle it: a future has no method for that")
    func writeSide() throws {
      let loop = VirtualEventLoop()
      let promise = Promise<Int>(on: loop, "answer")
      let copies = [promise.future, promise.future]
      promise.succeed(42)
      #expect(loop.run().isClean)
      let values = try copies.map { try $0.result() }
      #expect(values == [42, 42])
    }

    // MARK: - Awaiting

    @Test("12. An await is all three together: the check, the reaction, and the result or the error")
    func await() throws {
      // region await-for-all
      let loop = VirtualEventLoop()
      let promise = Promise<Int>(on: loop, "answer")
      loop.schedule("answer", after: .milliseconds(10)) { promise.succeed(42) }
      let answer = try loop.run { try await promise.future.get() }
      #expect(answer == 42)
      // endregion
      #expect(loop.now == .milliseconds(10))

      let failed = Future<Int>.failed(Failure(number: 1), on: loop)
      #expect(throws: Failure(number: 1)) { try loop.run { try await failed.get() } }
    }

    @Test("13. It may be awaited again and again, and by several: each gets the same value")
    func severalAwaits() throws {
      let loop = VirtualEventLoop()
      let promise = Promise<Int>(on: loop, "answer")
      loop.schedule("answer", after: .milliseconds(10)) { promise.succeed(42) }
      let tasks = (1...3).map { _ in
        loop.spawn { (try await promise.future.get(), try await promise.future.get()) }
      }
      let values = try loop.run {
        var values: [Int] = []
        for task in tasks {
          let (first, second) = try await task.value
          values += [first, second]
        }
        return values
      }
      #expect(values == Array(repeating: 42, count: 6))
    }

    @Test("14. A function may return a future or be async: the caller's line differs by .get() alone")
    func interchangeable() throws {
      let loop = VirtualEventLoop()
      @Sendable func asFuture() -> Future<Int> { .succeeded(42, on: loop) }
      @Sendable func asAsync() async throws -> Int { 42 }
      let values = try loop.run {
        let first = try await asFuture().get()
        let second = try await asAsync()
        return [first, second]
      }
      #expect(values == [42, 42])
    }

    @Test("15. An async function becomes a future when it is wrapped: it then runs as a task, and not before its turn")
    func wrapped() throws {
      let loop = VirtualEventLoop()
      let hasBegun = LoopConfined(false, on: loop)
      let future = Future(on: loop, "wrapped") {
        hasBegun.value = true
        return 42
      }
      #expect(!hasBegun.value)
      #expect(loop.run().isClean)
      #expect(try future.result() == 42)
    }

    // MARK: - Cancelling

    @Test("16. To cancel a settled future does nothing: neither its result nor its reactions change")
    func cancelSettled() throws {
      let loop = VirtualEventLoop()
      let stops = LoopConfined(0, on: loop)
      let promise = Promise<Int>(on: loop, "answer") { stops.withValue { $0 += 1 } }
      let told = LoopConfined<Int?>(nil, on: loop)
      promise.future.whenSuccess { told.value = $0 }
      promise.succeed(42)
      promise.future.cancel()
      #expect(loop.run().isClean)
      #expect(try promise.future.result() == 42)
      #expect(told.value == 42)
      #expect(stops.value == 0)
    }

    @Test("17. To cancel one that is not settled asks the work to stop, once, and settles nothing by itself")
    func cancelPending() {
      let loop = VirtualEventLoop()
      let stops = LoopConfined(0, on: loop)
      let promise = Promise<Int>(on: loop, "answer") { stops.withValue { $0 += 1 } }
      promise.future.cancel()
      promise.future.cancel()
      #expect(stops.value == 1)
      #expect(!promise.future.isSettled, "in asyncio it would be: there, cancelling settles")
      promise.fail(CancellationError())
      #expect(loop.run().isClean)
      #expect(throws: CancellationError.self) { try promise.future.result() }
    }

    @Test("18. Work that cannot be stopped may come to its value all the same, as a running thread's would")
    func cancelUnstoppable() throws {
      let loop = VirtualEventLoop()
      let promise = Promise<Int>(on: loop, "answer")
      loop.schedule("answer", after: .milliseconds(10)) { promise.succeed(42) }
      promise.future.cancel()
      #expect(loop.run().isClean)
      #expect(try promise.future.result() == 42)
    }

    // MARK: - Several at once

    @Test("19. The values of all come in the order of the list, whatever the order in which they settled")
    func allInOrder() throws {
      let (loop, futures) = Self.threeFutures()
      let all = Future.all(futures, on: loop)
      #expect(loop.run().isClean)
      #expect(try all.result() == [30, 10, 20])
    }

    @Test("20. The first value and the first result are those of the future that settled first")
    func anyAndRace() throws {
      let (loop, futures) = Self.threeFutures()
      let (any, race) = (Future.any(futures, on: loop), Future.race(futures, on: loop))
      #expect(loop.run().isClean)
      #expect(try any.result() == 10)
      #expect(try race.result() == 10)
    }

    @Test("21. As they complete, one still knows which is which; a plain for over as_completed hands out other objects")
    func asCompleted() {
      // region as-completed
      let (loop, futures) = Self.threeFutures()
      let completed = LoopConfined<[Int]>([], on: loop)
      for (index, future) in futures.enumerated() {
        future.whenComplete { _ in completed.withValue { $0.append(index) } }
      }
      // endregion
      #expect(loop.run().isClean)
      #expect(completed.value == [1, 2, 0])
    }

    @Test("22. One failure fails all at once, and the others keep running unless they are cancelled")
    func allFailing() {
      let loop = VirtualEventLoop()
      let (first, second) = (Promise<Int>(on: loop, "first"), Promise<Int>(on: loop, "second"))
      let all = Future.all([first.future, second.future], on: loop)
      loop.schedule(after: .milliseconds(10)) { first.fail(Failure(number: 1)) }
      loop.schedule(after: .milliseconds(20)) { second.succeed(2) }
      _ = loop.advance(by: .milliseconds(10))
      #expect(throws: Failure(number: 1)) { try all.result() }
      #expect(!second.future.isSettled)
      #expect(loop.run().isClean)
      #expect(second.future.isSettled)
    }

    /// Futures that come to 30, 10 and 20 after as many milliseconds.
    private static func threeFutures() -> (VirtualEventLoop, [Future<Int>]) {
      let loop = VirtualEventLoop()
      let futures = [30, 10, 20].map { value in
        let promise = Promise<Int>(on: loop, "\(value)")
        loop.schedule("\(value)", after: .milliseconds(value)) { promise.succeed(value) }
        return promise.future
      }
      return (loop, futures)
    }

    // MARK: - Threads

    @Test("23. A blocking future may be settled from any thread; a loop's is settled by a post to the loop")
    func threadSafety() throws {
      let twin = BlockingFuture<Int>()
      Self.onThread { try? twin.settle(.success(42)) }
      #expect(try twin.result(timeout: .seconds(30)) == 42)

      let loop = VirtualEventLoop()
      let promise = Promise<Int>(on: loop, "answer")
      Self.onThread { loop.post("from a thread") { promise.succeed(42) } }
      #expect(!promise.future.isSettled)
      #expect(loop.run().isClean)
      #expect(try promise.future.result() == 42)
    }
  }
}
