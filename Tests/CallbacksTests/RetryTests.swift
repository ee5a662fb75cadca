// Trying again in callback style.

import Callbacks
import EventLoops
import Testing

@Suite("Trying again, with callbacks")
struct RetryTests {
  let loop = VirtualEventLoop()
  let log: LoopConfined<[String]>

  init() { log = LoopConfined([], on: loop) }

  private func note(_ text: String) { log.withValue { $0.append("\(text) at \(loop.now)") } }

  /// Attempts that take 10ms each and come to `result(attempt)`.
  private func retry(
    _ policy: RetryPolicy, _ result: @escaping @Sendable (Int) -> Result<Int, any Error>
  ) -> any Cancellable {
    let attempts = LoopConfined(0, on: loop)
    return loop.retry(policy) { completion in
      attempts.value += 1
      let number = attempts.value
      note("attempt")
      let timer = loop.schedule(after: .milliseconds(10)) { completion(result(number)) }
      return CancellationHandle {
        if timer.cancel() { loop.post { completion(.failure(CancellationError())) } }
      }
    } completion: {
      note(words(for: $0))
    }
  }

  @Test func `the first value ends it`() {
    _ = retry(RetryPolicy(attempts: 3, pause: .milliseconds(100))) { $0 == 2 ? .success(42) : .failure(Refusal()) }
    #expect(loop.run().isClean)
    #expect(log.value == ["attempt at 0ms", "attempt at 110ms", "value 42 at 120ms"])
  }

  @Test func `the error of the last attempt is its error`() {
    _ = retry(RetryPolicy(attempts: 2)) { _ in .failure(Refusal()) }
    #expect(loop.run().isClean)
    #expect(log.value == ["attempt at 0ms", "attempt at 10ms", "error \(Refusal()) at 20ms"])
  }

  @Test(arguments: [5, 60, 115])
  func `a cancellation ends the attempt or the pause`(milliseconds: Int) {
    let handle = retry(RetryPolicy(attempts: 9, pause: .milliseconds(100))) { _ in .failure(Refusal()) }
    loop.schedule(after: .milliseconds(milliseconds)) { handle.cancel() }
    #expect(loop.run().isClean)
    #expect(log.value.last == "error CancellationError() at \(milliseconds)ms")
    #expect(log.value.count == (milliseconds < 100 ? 2 : 3))
  }

  @Test func `an attempt that calls back twice is recorded, and one that never does is left over`() {
    loop.retry(RetryPolicy(attempts: 2)) { completion in
      loop.post { completion(.success(1)) }
      loop.post { completion(.success(2)) }
      return Uncancellable()
    } completion: {
      note(words(for: $0))
    }
    #expect(loop.run().violations.map(\.kind) == [.calledTwice])
    #expect(log.value == ["value 1 at 0ms"])
    loop.retry(RetryPolicy(attempts: 2)) { (_: @escaping Completion<Int>) in
      Uncancellable()
    } completion: { _ in
    }
    #expect(loop.run().leftovers.map(\.label) == ["retry", "attempt"])
  }
}
