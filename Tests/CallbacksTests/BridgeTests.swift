// From callbacks to async code and back.

import Callbacks
import EventLoops
import Testing

@Suite("Bridges between callbacks and async code")
struct BridgeTests {
  private let loop = VirtualEventLoop()
  private let log: LoopConfined<[String]>

  init() {
    log = LoopConfined([], on: loop)
  }

  private func note(_ text: String) {
    log.withValue { $0.append("\(text) at \(loop.now)") }
  }

  /// An operation that answers after 10ms, or with `CancellationError` as soon as it is cancelled.
  private func operation(
    _ result: Result<Int, any Error> = .success(42)
  ) -> @Sendable (@escaping Completion<Int>) -> any Cancellable {
    { [loop] completion in
      startTask(on: loop, "operation", completion) {
        try await loop.sleep(for: .milliseconds(10))
        return try result.get()
      }
    }
  }

  @Test(arguments: [Result<Int, any Error>.success(42), .failure(Refusal())])
  func `a completion's result is the value or the error of the await`(result: Result<Int, any Error>) {
    loop.spawn("caller") {
      do {
        note("got \(try await awaitCompletion(on: loop, "reply", of: operation(result)))")
      } catch {
        note("caught \(error)")
      }
    }
    #expect(loop.run().isClean)
    #expect(log.value == [(try? result.get()) == nil ? "caught refusal at 10ms" : "got 42 at 10ms"])
  }

  @Test(arguments: [Int64(0), 5])
  func `cancelling the task cancels the operation, also before the task began`(milliseconds: Int64) {
    let caller = loop.spawn("caller") {
      do {
        _ = try await awaitCompletion(on: loop, "reply", of: operation())
      } catch {
        note("caught \(error)")
      }
    }
    if milliseconds == 0 {
      caller.cancel()
    } else {
      loop.schedule(after: .milliseconds(milliseconds)) { caller.cancel() }
    }
    #expect(loop.run().isClean)
    #expect(log.value == ["caught CancellationError() at \(milliseconds)ms"])
  }

  @Test
  func `a completion that is called before the operation returns ends the wait as well`() throws {
    let loop = loop
    let value = try loop.run {
      try await awaitCompletion(on: loop, "reply") { completion in
        completion(.success(42))
        return Uncancellable()
      }
    }
    #expect(value == 42)
    #expect(loop.report().isClean)
  }

  @Test
  func `a completion that is called twice resumes once, and is recorded`() {
    loop.spawn("caller") {
      let value: Int = try await awaitCompletion(on: loop, "reply") { completion in
        completion(.success(1))
        completion(.success(2))
        return Uncancellable()
      }
      note("got \(value)")
    }
    let report = loop.run()
    #expect(log.value == ["got 1 at 0ms"])
    #expect(report.violations.map(\.kind) == [.resumedTwice])
    #expect(report.violations.map(\.label) == ["reply"])
  }

  @Test
  func `a completion that is never called leaves the wait over, at its site`() {
    loop.spawn("caller") {
      let _: Int = try await awaitCompletion(on: loop, "reply", fileID: "Library/Reply.swift", line: 7) { _ in
        Uncancellable()
      }
    }
    let report = loop.run()
    #expect(report.ending == .deadlocked)
    #expect(report.leftovers.map(\.kind) == [.task, .continuation])
    #expect(report.leftovers.last?.description == "continuation 'reply', created at Library/Reply.swift:7 at 0ms")
  }

  @Test
  func `an async operation calls back once, with what it returned or threw`() {
    startTask(on: loop, "value", { note(words(for: $0)) }, from: { 42 })
    startTask(on: loop, "error", { note(words(for: $0)) }, from: { () -> Int in throw Refusal() })
    #expect(log.value.isEmpty, "its first segment is a later event")
    #expect(loop.run().isClean)
    #expect(log.value == ["value 42 at 0ms", "error refusal at 0ms"])
  }

  @Test(arguments: [Int64(0), 5])
  func `cancelling the handle of an async operation cancels its task, also before it began`(milliseconds: Int64) {
    let handle = operation()({ note(words(for: $0)) })
    if milliseconds == 0 {
      handle.cancel()
    } else {
      loop.schedule(after: .milliseconds(milliseconds)) { handle.cancel() }
    }
    #expect(loop.run().isClean)
    #expect(log.value == ["error CancellationError() at \(milliseconds)ms"])
  }
}
