// How long a policy waits before it tries again, and the same for async operations.

import EventLoops
import Testing

@Suite("Trying again")
struct RetryPolicyTests {
  struct Refusal: Error {}

  private func pauses(_ policy: RetryPolicy) -> [Duration?] {
    (1...5).map { policy.pause(after: Refusal(), attempt: $0) }
  }

  @Test func `a policy has one pause less than attempts`() {
    #expect(pauses(RetryPolicy(attempts: 3, pause: .seconds(1))) == [.seconds(1), .seconds(1), nil, nil, nil])
    #expect(pauses(RetryPolicy(attempts: 0)) == [nil, nil, nil, nil, nil])
  }

  @Test func `pauses grow by the factor, up to the longest`() {
    let policy = RetryPolicy(attempts: 9, pause: .seconds(1), factor: 3, longestPause: .seconds(10))
    #expect(pauses(policy) == [.seconds(1), .seconds(3), .seconds(9), .seconds(10), .seconds(10)])
    #expect(policy.pause(after: CancellationError(), attempt: 1) == nil)
  }

  @Test func `a large number of attempts overflows nothing`() {
    let policy = RetryPolicy(attempts: .max, pause: .nanoseconds(1), factor: 10, longestPause: .seconds(86_400))
    #expect(policy.pause(after: Refusal(), attempt: .max - 1) == .seconds(86_400))
    #expect(RetryPolicy(attempts: .max, factor: 2).pause(after: Refusal(), attempt: .max - 1) == .zero)
  }

  @Test func `an async operation is tried again after each pause`() throws {
    let loop = VirtualEventLoop()
    let starts = LoopConfined<[Instant]>([], on: loop)
    let value = try loop.run {
      try await loop.retry(RetryPolicy(attempts: 3, pause: .milliseconds(10), factor: 2)) {
        starts.withValue { $0.append(loop.now) }
        guard starts.value.count == 3 else { throw Refusal() }
        return 42
      }
    }
    #expect(value == 42)
    #expect(starts.value == [.zero, .milliseconds(10), .milliseconds(30)])
  }

  @Test func `an async operation fails with the last error, or with a cancellation in the pause`() throws {
    let loop = VirtualEventLoop()
    #expect(throws: Refusal.self) {
      try loop.run { try await loop.retry(RetryPolicy(attempts: 2)) { throw Refusal() } }
    }
    let task = loop.spawn {
      try await loop.retry(RetryPolicy(attempts: 2, pause: .seconds(1))) { throw Refusal() }
    }
    loop.schedule(after: .milliseconds(500)) { task.cancel() }
    let ended = loop.spawn { await task.result }
    loop.run()
    #expect(loop.now == .milliseconds(500))
    #expect(throws: CancellationError.self) { try loop.run { try await ended.value.get() } }
  }
}
