// The counting semaphore in callback style: which request gets a permit, in which event, and the loop's report.

import Callbacks
import EventLoops
import Testing

@Suite("The semaphore")
struct SemaphoreTests {
  private let loop = VirtualEventLoop()
  private let log: LoopConfined<[String]>

  init() {
    log = LoopConfined([], on: loop)
  }

  private func note(_ text: String) {
    log.withValue { $0.append(text) }
  }

  /// Asks for a permit and notes the result, without giving it back.
  private func ask(_ semaphore: Semaphore, _ name: String, line: UInt = #line) -> any Cancellable {
    semaphore.acquire(line: line) { result in
      do {
        try result.get()
        note("\(name) in")
      } catch {
        note("\(name) \(error)")
      }
    }
  }

  @Test func `a permit is had in a later event, also when one is free`() {
    let semaphore = Semaphore(on: loop, permits: 1, "permits")
    loop.post {
      _ = ask(semaphore, "a")
      note("asked")
    }
    _ = loop.run()
    #expect(log.value == ["asked", "a in"])
    #expect(semaphore.freePermits == 0)
  }

  @Test func `a request that comes while others wait is queued behind them, also when a permit is released`() {
    let semaphore = Semaphore(on: loop, permits: 1, "permits")
    for name in ["a", "b", "c"] { _ = ask(semaphore, name) }
    loop.schedule(after: .milliseconds(1)) {
      semaphore.release()
      _ = ask(semaphore, "d")
      semaphore.release()
      semaphore.release()
    }
    let report = loop.run()
    #expect(log.value == ["a in", "b in", "c in", "d in"])
    #expect(report.violations.isEmpty)
  }

  @Test func `a cancelled waiter gets its error once, in a later event, and delays no other waiter`() {
    let semaphore = Semaphore(on: loop, permits: 1, "permits")
    _ = ask(semaphore, "a")
    let second = ask(semaphore, "b")
    _ = ask(semaphore, "c")
    loop.schedule(after: .milliseconds(1)) {
      second.cancel()
      second.cancel()
      note("left")
      #expect(semaphore.waiterCount == 1)
      semaphore.release()
    }
    loop.schedule(after: .milliseconds(2)) { semaphore.release() }
    #expect(loop.run().isClean)
    #expect(log.value == ["a in", "left", "b CancellationError()", "c in"])
    #expect(semaphore.freePermits == 1)
  }

  @Test func `a permit granted to a cancelled waiter goes to the next waiter, or is free`() {
    let semaphore = Semaphore(on: loop, permits: 2, "permits")
    loop.post {
      let first = ask(semaphore, "a")
      let second = ask(semaphore, "b")
      _ = ask(semaphore, "c")
      first.cancel()
      second.cancel()
      #expect(semaphore.freePermits == 1)
    }
    loop.schedule(after: .milliseconds(1)) { semaphore.release() }
    #expect(loop.run().isClean)
    #expect(log.value == ["a CancellationError()", "b CancellationError()", "c in"])
    #expect(semaphore.freePermits == 2)
  }

  @Test func `cancelling a granted request does nothing`() {
    let semaphore = Semaphore(on: loop, permits: 1, "permits")
    let request = ask(semaphore, "a")
    loop.schedule(after: .milliseconds(1)) {
      request.cancel()
      #expect(semaphore.freePermits == 0)
      semaphore.release()
      request.cancel()
    }
    #expect(loop.run().isClean)
    #expect(log.value == ["a in"])
    #expect(semaphore.freePermits == 1)
  }

  @Test func `giving back what was not taken is a violation, and makes no permit`() {
    let semaphore = Semaphore(on: loop, permits: 1, "permits", line: 7)
    semaphore.release()
    _ = ask(semaphore, "a")
    _ = ask(semaphore, "b")
    let report = loop.run()
    #expect(log.value == ["a in"])
    #expect(report.violations.map(\.kind) == [.releasedTooOften])
    #expect(
      report.violations.map(\.description)
        == ["'permits' was released too often at 0ms; it was created at CallbacksTests/SemaphoreTests.swift:7"])
  }

  @Test func `unreleased permits and waiters are left over, with the place of their acquire`() {
    let semaphore = Semaphore(on: loop, permits: 1, "permits")
    _ = ask(semaphore, "a", line: 10)
    _ = ask(semaphore, "b", line: 20)
    let report = loop.run()
    #expect(report.ending == .deadlocked)
    #expect(
      report.leftovers.map(\.description) == [
        "permit 'permit of permits', created at CallbacksTests/SemaphoreTests.swift:10 at 0ms",
        "completion 'acquire permits', created at CallbacksTests/SemaphoreTests.swift:20 at 0ms",
      ])
  }

  @Test(arguments: [0, -3])
  func `without permits every request waits`(permits: Int) {
    let semaphore = Semaphore(on: loop, permits: permits, "permits")
    _ = ask(semaphore, "a")
    #expect(loop.run().leftovers.count == 1)
    #expect(log.value.isEmpty)
    #expect(semaphore.permits == 0)
  }

  @Test func `a task has its permit for as long as the body runs, however it ends`() {
    let semaphore = Semaphore(on: loop, permits: 1, "permits")
    loop.spawn("worker") {
      let value = try await semaphore.withPermit {
        #expect(semaphore.freePermits == 0)
        try await loop.sleep(for: .milliseconds(10))
        return 42
      }
      note("value \(value)")
      do {
        try await semaphore.withPermit { throw Refusal() }
      } catch {
        note("error \(error)")
      }
      #expect(semaphore.freePermits == 1)
    }
    #expect(loop.run().isClean)
    #expect(log.value == ["value 42", "error refusal"])
  }

  @Test func `a task that is cancelled before it asks never runs the body`() {
    let semaphore = Semaphore(on: loop, permits: 1, "permits")
    let task = loop.spawn("worker") {
      do {
        try await semaphore.withPermit { note("body") }
      } catch {
        note("\(error)")
      }
    }
    task.cancel()
    #expect(loop.run().isClean)
    #expect(log.value == ["CancellationError()"])
    #expect(semaphore.freePermits == 1)
  }

  @Test func `a queue of twenty thousand waiters is served in order, and cancelled waiters cost nothing`() {
    let loop = VirtualEventLoop(recording: .leftovers)
    let semaphore = Semaphore(on: loop, permits: 1, "permits")
    let served = LoopConfined<[Int]>([], on: loop)
    let requests = (0..<20_000).map { number in
      semaphore.acquire { result in
        guard case .success = result else { return }
        served.withValue { $0.append(number) }
        semaphore.release()
      }
    }
    for (number, request) in requests.enumerated() where number % 2 == 1 { request.cancel() }
    #expect(semaphore.waiterCount == 9_999)
    #expect(loop.run().isClean)
    #expect(served.value == Array(stride(from: 0, to: 20_000, by: 2)))
  }
}
