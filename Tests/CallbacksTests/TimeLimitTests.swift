// A limit on time, for callback-style and for async operations alike.

import Callbacks
import EventLoops
import Testing

@Suite("Limits on time")
struct TimeLimitTests {
  enum Kind: String, CaseIterable, CustomTestStringConvertible {
    case callback, async
    var testDescription: String { rawValue }
  }

  private let loop = VirtualEventLoop()
  private let log: LoopConfined<[String]>

  init() {
    log = LoopConfined([], on: loop)
  }

  private func note(_ text: String) {
    log.withValue { $0.append("\(text) at \(loop.now)") }
  }

  /// Runs work that takes 10ms under a limit, and notes what is delivered.
  ///
  /// - Returns: A handle that cancels the whole.
  @discardableResult
  private func start(
    _ kind: Kind, limit: Duration, result: Result<Int, any Error> = .success(42)
  ) -> any Cancellable {
    let work: @Sendable () async throws -> Int = {
      do {
        try await loop.sleep(for: .milliseconds(10))
      } catch {
        note("work stopped")
        throw error
      }
      return try result.get()
    }
    switch kind {
    case .callback:
      return withTimeout(after: limit, on: loop, { startTask(on: loop, "work", $0, from: work) }) { result in
        note(words(for: result))
      }
    case .async:
      return startTask(on: loop, "limited work", { note(words(for: $0)) }) {
        try await withTimeout(after: limit, on: loop, work)
      }
    }
  }

  @Test(arguments: Kind.allCases, [Result<Int, any Error>.success(42), .failure(Refusal())])
  func `what comes in time is delivered, and the timer is gone`(kind: Kind, result: Result<Int, any Error>) {
    start(kind, limit: .milliseconds(11), result: result)
    #expect(loop.run().isClean)
    #expect(log.value == ["\(words(for: result)) at 10ms"])
    #expect(loop.now == .milliseconds(10))
  }

  @Test(arguments: Kind.allCases)
  func `when the time is up the work is cancelled, and the limit is delivered once`(kind: Kind) {
    start(kind, limit: .milliseconds(9))
    #expect(loop.run().isClean)
    let limit = "error timed out after 9ms at 9ms"
    // A completion is called in the event of the timer; async code continues when the work has ended.
    #expect(log.value == (kind == .callback ? [limit, "work stopped at 9ms"] : ["work stopped at 9ms", limit]))
  }

  @Test(arguments: Kind.allCases)
  func `at one instant the event that comes first decides, and it is delivered once`(kind: Kind) {
    start(kind, limit: .milliseconds(10))
    #expect(loop.run().isClean)
    let delivered = log.value.filter { !$0.hasPrefix("work") }
    // The callback's timer is armed before its work begins; the async work begins, and sleeps, first.
    #expect(delivered == [kind == .callback ? "error timed out after 10ms at 10ms" : "value 42 at 10ms"])
  }

  @Test(arguments: Kind.allCases)
  func `cancelling the whole cancels the work, and the timer is gone`(kind: Kind) {
    let handle = start(kind, limit: .milliseconds(9))
    loop.schedule(after: .milliseconds(5)) { handle.cancel() }
    #expect(loop.run().isClean)
    #expect(log.value == ["work stopped at 5ms", "error CancellationError() at 5ms"])
    #expect(loop.now == .milliseconds(5))
  }

  @Test
  func `the error names the limit`() {
    #expect("\(TimeoutError(limit: .milliseconds(1500)))" == "timed out after 1.5s")
    #expect(TimeoutError(limit: .seconds(1)) == TimeoutError(limit: .milliseconds(1000)))
  }

  @Test
  func `a limited operation that calls back at once is delivered at once`() {
    withTimeout(after: .milliseconds(10), on: loop, Self.prompt) { note(words(for: $0)) }
    #expect(log.value == ["value 42 at 0ms"])
    #expect(loop.run().isClean)
    #expect(loop.now == .zero)
  }

  private static func prompt(_ completion: @escaping Completion<Int>) -> any Cancellable {
    completion(.success(42))
    return Uncancellable()
  }

  @Test(arguments: [Int64(30), 5])
  func `a limited operation that calls back twice is recorded, in time or not`(milliseconds: Int64) {
    func twice(_ completion: @escaping Completion<Int>) -> any Cancellable {
      loop.schedule(after: .milliseconds(10)) { completion(.success(1)) }
      loop.schedule(after: .milliseconds(20)) { completion(.success(2)) }
      return Uncancellable()
    }
    withTimeout(after: .milliseconds(milliseconds), on: loop, fileID: "Library/Reply.swift", line: 7, twice) {
      note(words(for: $0))
    }
    let report = loop.run()
    #expect(log.value == [milliseconds == 5 ? "error timed out after 5ms at 5ms" : "value 1 at 10ms"])
    #expect(report.violations.map(\.kind) == [.calledTwice])
    #expect(report.violations.first?.site.description == "Library/Reply.swift:7")
  }

  @Test
  func `a limited operation that never calls back, not even when cancelled, is left over`() {
    withTimeout(after: .milliseconds(10), on: loop, { (_: @escaping Completion<Int>) in Uncancellable() }) {
      note(words(for: $0))
    }
    let report = loop.run()
    #expect(log.value == ["error timed out after 10ms at 10ms"])
    #expect(report.leftovers.map(\.kind) == [.completion])
  }

  @Test
  func `async work that makes something of its cancellation is heard, unless the limit came first`() {
    let partial: @Sendable () async throws -> Int = {
      try? await loop.sleep(for: .milliseconds(10))
      return try await suspend(on: loop, "cleaning up") { suspension in
        loop.schedule(after: .milliseconds(1)) { suspension.resume(with: .success(1)) }
      }
    }
    let cancelled = loop.spawn("cancelled") {
      note("value \(try await withTimeout(after: .milliseconds(9), on: loop, partial))")
    }
    loop.schedule(after: .milliseconds(5)) { cancelled.cancel() }
    loop.spawn("late") {
      do {
        _ = try await withTimeout(after: .milliseconds(9), on: loop, partial)
      } catch {
        note("\(error)")
      }
    }
    #expect(loop.run().isClean)
    #expect(log.value == ["value 1 at 6ms", "timed out after 9ms at 10ms"])
  }

  @Test
  func `async work that does not listen is waited for`() {
    let loop = loop
    #expect(throws: TimeoutError(limit: .milliseconds(5))) {
      try loop.run {
        try await withTimeout(after: .milliseconds(5), on: loop) {
          try await suspend(on: loop, "deaf") { suspension in
            loop.schedule(after: .milliseconds(10)) { suspension.resume(with: .success(())) }
          }
        }
      }
    }
    #expect(loop.now == .milliseconds(10))
    #expect(loop.report().isClean)
  }
}
