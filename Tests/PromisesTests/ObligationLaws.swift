// The laws of obligation: a promise has to be kept, and the loop reports one that is not.

import EventLoops
import Foundation
import Promises
import Synchronization
import Testing

extension PromiseLaws {
  @Suite("7. Obligations")
  struct ObligationLaws {
    @Test
    func `a promise that is not kept is left over at quiescence, under its name and site`() {
      let loop = VirtualEventLoop()
      let promise = Promise<Int>(on: loop, "answer", fileID: "Library/Answer.swift", line: 7)
      let mapped = promise.future.map { $0 + 1 }
      let report = loop.run()
      #expect(report.ending == .deadlocked)
      #expect(
        report.leftovers.map(\.description) == ["promise 'answer', created at Library/Answer.swift:7 at 0ms"],
        "the cause, and not what is derived from it")
      promise.succeed(41)
      #expect(loop.run().isClean)
      #expect(ending(of: mapped) == "value 42")
    }

    @Test
    func `a dropped promise is reported once, and its future stays unsettled`() {
      let loop = VirtualEventLoop()
      var promise: Promise<Int>? = Promise(on: loop, "answer", fileID: "Library/Answer.swift", line: 7)
      let future = promise?.future
      let mapped = future?.map { $0 + 1 }
      loop.schedule(after: .milliseconds(10)) {}
      #expect(loop.run().leftovers.count == 1)
      promise = nil
      let report = loop.run()
      #expect(
        report.violations.map(\.description)
          == ["'answer' was dropped unsettled at 10ms; it was created at Library/Answer.swift:7"])
      #expect(report.leftovers.isEmpty)
      #expect(report.isClean == false)
      #expect(future?.isSettled == false && mapped?.isSettled == false)
    }

    @Test
    func `a promise whose last holder was an event is reported at the instant of that event`() {
      let loop = VirtualEventLoop()
      let promise = Mutex<Promise<Int>?>(Promise(on: loop, "answer"))
      let end = LoopConfined("", on: loop)
      let future = promise.withLock { $0?.future }
      loop.spawn("waiter") { end.value = try await "\(future?.get() ?? 0)" }
      loop.schedule(after: .milliseconds(10)) { promise.withLock { $0 = nil } }
      let report = loop.run()
      #expect(report.violations.map(\.kind) == [.dropped])
      #expect(report.violations.map(\.instant) == [.milliseconds(10)])
      #expect(report.ending == .deadlocked)
      #expect(report.leftovers.map(\.kind) == [.task, .continuation], "its waiter waits forever")
      #expect(end.value.isEmpty)
    }

    @Test
    func `a kept promise may go, at once or late`() {
      let loop = VirtualEventLoop()
      let future = Promise<Int>(on: loop, "answer").kept(with: 42)
      #expect(loop.run().isClean)
      #expect(ending(of: future) == "value 42")
    }

    @Test
    func `what hangs on a dropped promise is let go`() {
      let loop = VirtualEventLoop()
      weak var witness: Witness?
      do {
        let promise = Promise<Int>(on: loop, "answer")
        let held = Witness()
        witness = held
        _ = promise.future.map { value in
          held.touch()
          return value
        }
      }
      #expect(witness == nil)
      #expect(loop.run().violations.map(\.kind) == [.dropped])
    }

    @Test
    func `what hangs on a dropped promise is let go, however many futures hang on each other`() {
      weak var witness: Witness?
      weak var remembered: VirtualEventLoop?
      do {
        let loop = VirtualEventLoop()
        let held = Witness()
        (witness, remembered) = (held, loop)
        let never = Promise<Int>(on: loop, "answer")
        let first = never.future.map { $0 + 1 }.map { $0 + 1 }
        let second = Promise<Int>(on: loop, "start").kept(with: 1).flatMap { _ in first }.map { $0 + 1 }
        for future in [first, second] {
          future.map { "\($0)" }.whenComplete { _ in held.touch() }
        }
        Future.all([first, second], on: loop).map(\.count).whenComplete { _ in held.touch() }
        Future.any([first, second], on: loop).map { $0 + 1 }.whenComplete { _ in held.touch() }
        Future.race([first, second], on: loop).map { $0 + 1 }.whenComplete { _ in held.touch() }
        Future<Int>.repeating(on: loop) { first.map { _ in nil } }.map { $0 + 1 }.whenComplete { _ in held.touch() }
        loop.post { [never = Mutex<Promise<Int>?>(never)] in never.withLock { $0 = nil } }
        _ = loop.run()
      }
      #expect(witness == nil)
      #expect(remembered == nil)
    }

    @Test
    func `a chain of a hundred thousand futures is released on a small stack`() {
      let loop = VirtualEventLoop()
      weak var witness: Witness?
      do {
        let held = Witness()
        witness = held
        let promise = Promise<Int>(on: loop, "answer")
        var last = promise.future
        for _ in 0..<100_000 { last = last.map { $0 } }
        last.whenComplete { _ in held.touch() }
      }
      #expect(witness == nil)
      #expect(loop.run().violations.map(\.kind) == [.dropped])
    }

    @Test
    func `what hangs on a settled future is let go, and so is the future`() {
      let loop = VirtualEventLoop()
      weak var witness: Witness?
      do {
        let promise = Promise<Int>(on: loop, "answer")
        let held = Witness()
        witness = held
        promise.onCancel { held.touch() }
        promise.future
          .flatMap { value in
            held.touch()
            return .succeeded(value, on: loop)
          }
          .timeout(after: .seconds(1))
          .whenComplete { _ in held.touch() }
        promise.succeed(42)
        #expect(loop.run().isClean)
      }
      #expect(witness == nil)
    }

    @Test
    func `of more names than a loop keeps, each is reported like any other`() {
      let loop = VirtualEventLoop(recording: .leftovers)
      for number in 0..<5_000 { Promise<Int>(on: loop, "reply \(number)").succeed(number) }
      let kept = Promise<Int>(on: loop, "one too many", fileID: "Library/Answer.swift", line: 7)
      let unkept = Promise<Int>(on: loop, "left over", fileID: "Library/Answer.swift", line: 8)
      var dropped: Promise<Int>? = Promise(on: loop, "dropped", fileID: "Library/Answer.swift", line: 9)
      kept.succeed(1)
      kept.succeed(2)
      #expect(dropped != nil)
      dropped = nil
      let report = loop.run()
      #expect(
        report.violations.map(\.description) == [
          "'one too many' was fulfilled twice at 0ms; it was created at Library/Answer.swift:7",
          "'dropped' was dropped unsettled at 0ms; it was created at Library/Answer.swift:9",
        ])
      #expect(
        report.leftovers.map(\.description) == ["promise 'left over', created at Library/Answer.swift:8 at 0ms"])
      unkept.succeed(3)
      #expect(loop.run().leftovers.isEmpty)
    }

    @Test
    func `a promise that is dropped on another thread while the loop is idle is reported as well`() {
      let loop = VirtualEventLoop()
      let promise = Mutex<Promise<Int>?>(Promise(on: loop, "answer"))
      onAnotherThread { promise.withLock { $0 = nil } }
      let report = loop.run()
      #expect(report.violations.map(\.kind) == [.dropped])
      #expect(report.leftovers.isEmpty)
    }

    @Test
    func `a promise that is dropped on another thread while the loop runs is an escape, and left over at its site`() {
      let loop = VirtualEventLoop()
      let dropped = Mutex<Promise<Int>?>(Promise(on: loop, "answer"))
      let kept = Promise<Int>(on: loop, "kept")
      kept.succeed(42)
      let alsoKept = Mutex<Promise<Int>?>(kept)
      loop.post { onAnotherThread { dropped.withLock { $0 = nil } } }
      loop.post { onAnotherThread { alsoKept.withLock { $0 = nil } } }
      let report = loop.run()
      #expect(report.escapes.map(\.kind) == [.foreignCall])
      #expect(report.escapes.map(\.label) == ["drop of promise 'answer'"])
      #expect(report.leftovers.map(\.label) == ["answer"])
    }
  }
}

/// Something whose life can be watched.
private final class Witness: Sendable {
  func touch() {}
}

extension Promise {
  /// The future of a promise that is kept and let go at once.
  fileprivate func kept(with value: Value) -> Future<Value> {
    succeed(value)
    return future
  }
}
