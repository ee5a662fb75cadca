// A tour of what runs on an event loop that another package has written.

import Callbacks
import EventLoops
import Promises
import Testing

@Suite("API tour: a loop of one's own")
struct ForeignLoopTour {
  let loop = ForeignLoop()

  @Test func `callbacks, futures and tasks run on it in virtual time`() {
    let lines = LoopConfined<[String]>([], on: loop)
    let permits = Semaphore(on: loop, permits: 1, "permits")
    let promise = Promise<Int>(on: loop, "answer")
    loop.schedule(after: .seconds(1)) { promise.succeed(42) }
    promise.future.map { "future \($0)" }.whenSuccess { line in lines.withValue { $0.append(line) } }
    _ = permits.acquire { _ in
      lines.withValue { $0.append("callback") }
      permits.release()
    }
    loop.spawn {
      try await self.loop.sleep(for: .seconds(2))
      let value = try await permits.withPermit { try await promise.future.get() }
      lines.withValue { $0.append("task \(value)") }
    }
    loop.run()
    #expect(lines.value == ["callback", "future 42", "task 42"])
    #expect(loop.now == .seconds(2))
  }

  @Test func `it hears of a completion that is called twice, and keeps no account of promises`() {
    let once = OnceGuard<Int>(on: loop, "reply") { _ in }
    once(.success(1))
    once(.success(2))
    #expect(loop.violations.map(\.label) == ["reply"])
    let dropped = Promise<Int>(on: loop, "dropped").future
    let timed = Promise<Int>(on: loop, "late").future.timeout(after: .seconds(5))
    loop.run()
    #expect(!dropped.isSettled)
    #expect(throws: TimeoutError.self) { try timed.result() }
    #expect(loop.violations.count == 1)
  }

  @Test func `a cancellation reaches the work, and a loop timer is cancelled once`() {
    let promise = Promise<Int>(on: loop, "work")
    promise.onCancel { promise.fail(CancellationError()) }
    let derived = promise.future.map { $0 + 1 }
    derived.cancel()
    let timer = loop.schedule(after: .seconds(1)) { Issue.record("a cancelled timer ran") }
    #expect(timer.cancel() && !timer.cancel())
    loop.run()
    #expect(throws: CancellationError.self) { try derived.result() }
    #expect(loop.nameNewState() == 0)
    loop.noteAccess(to: 1, writes: true)
  }
}
