// The laws of release: what is over is held by nothing that still waits.

import Callbacks
import EventLoops
import Testing

@testable import Promises

extension PromiseLaws {
  @Suite("10. Release")
  struct ReleaseLaws {
    /// A way to wait for a pending future that is over although the future is not.
    enum Wait: String, CaseIterable, CustomTestStringConvertible {
      case race, raceSecond, any, all, timeout, lateTimeout
      var testDescription: String { rawValue }
    }

    /// Starts such a wait, whose result and whose reaction each hold a counted object.
    private static func start(_ wait: Wait, _ pending: Future<Counted>, _ alive: LoopConfined<Int>) {
      let loop = pending.loop
      let (value, watcher) = (Counted(alive), Counted(alive))
      let made = Future<Counted>.succeeded(value, on: loop)
      switch wait {
      case .race: Future.race([pending, made], on: loop).whenComplete { _ in watcher.touch() }
      case .raceSecond: Future.race([made, pending, pending], on: loop).whenComplete { _ in watcher.touch() }
      case .any: Future.any([pending, made], on: loop).whenComplete { _ in watcher.touch() }
      case .all:
        Future.all([pending, made, made.map { _ in throw Refusal() }], on: loop).whenComplete { _ in watcher.touch() }
      case .timeout: pending.timeout(after: .zero).whenComplete { _ in [watcher, value].forEach { $0.touch() } }
      case .lateTimeout:
        pending.timeout(after: .seconds(1)).whenComplete { _ in [watcher, value].forEach { $0.touch() } }
      }
    }

    @Test(arguments: Wait.allCases)
    func `what waited for a pending future and is over is let go, however often`(wait: Wait) {
      let loop = VirtualEventLoop()
      let alive = LoopConfined(0, on: loop)
      let never = Promise<Counted>(on: loop, "never")
      for _ in 0..<100 {
        Self.start(wait, never.future, alive)
        #expect(alive.value > 0)
        _ = loop.run()
      }
      #expect(alive.value == 0)
      for _ in 0..<100 { Self.start(wait, never.future, alive) }
      _ = loop.run()
      #expect(alive.value == 0)
      never.fail(Refusal())
      #expect(loop.run().isClean)
    }

    @Test(arguments: Wait.allCases)
    func `a pending future keeps a bounded number of places for what is over`(wait: Wait) {
      let loop = VirtualEventLoop()
      let alive = LoopConfined(0, on: loop)
      let never = Promise<Counted>(on: loop, "never")
      for _ in 0..<3 { never.future.whenComplete { _ in } }
      for _ in 0..<1_000 {
        Self.start(wait, never.future, alive)
        _ = loop.run()
      }
      let places = never.future.box.withValue { state in
        if case .several(let list) = state.followers { list.entries.count } else { 1 }
      }
      #expect((3...12).contains(places), "\(places) places")
    }

    @Test(arguments: Wait.allCases)
    func `what still waits beside it keeps its place and its result`(wait: Wait) {
      let loop = VirtualEventLoop()
      let (alive, order) = (LoopConfined(0, on: loop), LoopConfined<[Int]>([], on: loop))
      let never = Promise<Counted>(on: loop, "late")
      for number in 0..<20 {
        never.future.whenFailure { _ in order.withValue { $0.append(number) } }
        for _ in 0...number % 3 { Self.start(wait, never.future, alive) }
        if number.isMultiple(of: 4) { _ = loop.run() }
      }
      _ = loop.run()
      #expect(alive.value == 0)
      never.fail(Refusal())
      #expect(loop.run().isClean)
      #expect(order.value == Array(0..<20))
    }

    @Test func `a future that settles without any waiter left triggers nothing`() {
      let loop = VirtualEventLoop()
      let (one, two) = (Promise<Int>(on: loop, "one"), Promise<Int>(on: loop, "two"))
      let race = Future.race([one.future, two.future], on: loop)
      one.succeed(1)
      _ = loop.run()
      let count = loop.eventCount
      two.succeed(2)
      #expect(loop.run().isClean)
      #expect(loop.eventCount == count)
      #expect(ending(of: race) == "value 1")
    }

    @Test func `a cancelled waiter of a semaphore is released, and so is a completion after its time limit`() {
      let loop = VirtualEventLoop()
      let alive = LoopConfined(0, on: loop)
      let semaphore = Semaphore(on: loop, permits: 0, "none")
      for _ in 0..<100 {
        let (inLine, limited, future) = (Counted(alive), Counted(alive), Counted(alive))
        semaphore.acquire { _ in inLine.touch() }.cancel()
        withTimeout(after: .seconds(1), on: loop, { semaphore.acquire($0) }) { _ in limited.touch() }
        semaphore.acquire().timeout(after: .seconds(1)).whenComplete { _ in future.touch() }
      }
      loop.spawn { try await withTimeout(after: .seconds(1), on: loop) { try await semaphore.acquire().get() } }
      #expect(loop.run().isClean)
      #expect(alive.value == 0)
      #expect(semaphore.waiterCount == 0)
    }

    @Test func `a completion whose time was up is let go although its operation never ends`() {
      let loop = VirtualEventLoop()
      let alive = LoopConfined(0, on: loop)
      let deaf = LoopConfined<[Completion<Int>]>([], on: loop)
      for _ in 0..<10 {
        let counted = Counted(alive)
        withTimeout(
          after: .seconds(1), on: loop,
          { completion in
            deaf.withValue { $0.append(completion) }
            return Uncancellable()
          }
        ) { _ in counted.touch() }
      }
      _ = loop.run()
      #expect(alive.value == 0)
      #expect(deaf.value.count == 10)
    }
  }
}
