// What a future of a loop reports, and when: it never blocks, and its reactions run in later events.

import Comparison
import EventLoops
import Promises
import Testing

extension Lessons.Lesson14WhatAFutureIs {
  @Test("Asking: Asked too early, a future throws instead of waiting")
  func tooEarly() throws {
    let loop = VirtualEventLoop()
    let promise = Promise<Int>(on: loop, "answer")
    // region result-too-early
    #expect(throws: FutureError.notReady) {
      try promise.future.result()
    }
    // endregion
    #expect(promise.future.isSettled == false)
    promise.succeed(42)
    #expect(loop.run().isClean)
    #expect(try promise.future.result() == 42)
  }

  @Test("Asking: A settled future is done at once, and its reactions still come in a later event")
  func reactionsLater() {
    let loop = VirtualEventLoop()
    let order = LoopConfined<[String]>([], on: loop)
    let promise = Promise<Int>(on: loop, "answer")
    loop.post("settler") {
      promise.future.whenComplete { _ in order.withValue { $0.append("reaction before") } }
      promise.succeed(42)
      promise.future.whenComplete { _ in order.withValue { $0.append("reaction after") } }
      order.withValue { $0.append("settler continues, done: \(promise.future.isSettled)") }
    }
    #expect(loop.run().isClean)
    #expect(order.value == ["settler continues, done: true", "reaction before", "reaction after"])
  }

  @Test("Asking: There is no waiting with a time limit: a time limit makes another future")
  func timeLimit() throws {
    let loop = VirtualEventLoop()
    let promise = Promise<Int>(on: loop, "answer")
    let limited = promise.future.timeout(after: .milliseconds(10))
    loop.schedule("too late", after: .milliseconds(20)) { promise.succeed(42) }
    _ = loop.run()
    #expect(throws: TimeoutError.self) { try limited.result() }
    #expect(try promise.future.result() == 42)
  }

  @Test("Asking: In async code an await takes the place of done, callbacks and result together")
  func awaiting() throws {
    let loop = VirtualEventLoop()
    let promise = Promise<Int>(on: loop, "answer")
    loop.schedule("answer", after: .milliseconds(10)) { promise.succeed(42) }
    let (value, instant) = try loop.run { (try await promise.future.get(), loop.now) }
    #expect(value == 42)
    #expect(instant == .milliseconds(10))
  }

  @Test("Asking: It settles once: a second settlement is noted and changes nothing")
  func settledOnce() throws {
    let loop = VirtualEventLoop()
    let promise = Promise<Int>(on: loop, "answer")
    promise.succeed(1)
    promise.succeed(2)
    let report = loop.run()
    #expect(try promise.future.result() == 1)
    #expect(report.violations.map(\.kind) == [.fulfilledTwice])
  }

  @Test("Asking: A promise that is never kept is reported with the place where it was made")
  func unkept() {
    let loop = VirtualEventLoop()
    let promise = Promise<Int>(on: loop, "answer")
    let report = loop.run()
    #expect(report.ending == .deadlocked)
    #expect(report.leftovers.map(\.kind) == [.promise])
    #expect(
      report.leftovers.first?.site.description.hasPrefix("LessonTests/Lesson14WhatAFutureIs+Asking.swift:") == true)
    withExtendedLifetime(promise) {}
  }
}
