// What was made inside a time limit and is not delivered is handed to a closing function.

import Callbacks
import EventLoops
import Testing

@Suite("Closing what a time limit has lost")
struct ClosingTests {
  private let loop = VirtualEventLoop()
  private let log: LoopConfined<[String]>

  init() {
    log = LoopConfined([], on: loop)
  }

  private func note(_ text: String) {
    log.withValue { $0.append("\(text) at \(loop.now)") }
  }

  /// Something to be closed that is made after so long, whatever is asked meanwhile.
  private func make(after duration: Duration, _ completion: @escaping Completion<Int>) -> any Cancellable {
    loop.schedule(after: duration) { completion(.success(42)) }
    return Uncancellable()
  }

  private func start(_ kind: TimeLimitTests.Kind, limit: Duration, takes duration: Duration) {
    switch kind {
    case .callback:
      withTimeout(
        after: limit, on: loop, closing: { note("closed \($0)") }, { make(after: duration, $0) },
        completion: { note(words(for: $0)) })
    case .async:
      startTask(on: loop, "limited work", { note(words(for: $0)) }) {
        try await withTimeout(after: limit, on: loop, closing: { note("closed \($0)") }) {
          try await awaitCompletion(on: loop, "resource") { make(after: duration, $0) }
        }
      }
    }
  }

  @Test(arguments: TimeLimitTests.Kind.allCases)
  func `what is made in time is delivered and not closed`(kind: TimeLimitTests.Kind) {
    start(kind, limit: .milliseconds(11), takes: .milliseconds(10))
    #expect(loop.run().isClean)
    #expect(log.value == ["value 42 at 10ms"])
  }

  @Test(arguments: TimeLimitTests.Kind.allCases)
  func `what is made when the time is up is closed, once`(kind: TimeLimitTests.Kind) {
    start(kind, limit: .milliseconds(9), takes: .milliseconds(10))
    #expect(loop.run().isClean)
    let limit = "error timed out after 9ms at"
    // Async code continues when the work has ended.
    #expect(
      log.value
        == (kind == .callback ? ["\(limit) 9ms", "closed 42 at 10ms"] : ["closed 42 at 10ms", "\(limit) 10ms"]))
  }

  @Test(arguments: TimeLimitTests.Kind.allCases, 0..<200)
  func `at one instant, in whatever order, it is delivered or closed`(kind: TimeLimitTests.Kind, seed: Int) {
    let loop = VirtualEventLoop(policy: .seeded(UInt64(seed)))
    let ends = LoopConfined<[String]>([], on: loop)
    let make: @Sendable (@escaping Completion<Int>) -> any Cancellable = { completion in
      loop.schedule(after: .milliseconds(10)) { completion(.success(42)) }
      return Uncancellable()
    }
    let closing: @Sendable (Int) -> Void = { value in ends.withValue { $0.append("closed \(value)") } }
    let end: Completion<Int> = { result in ends.withValue { $0.append(words(for: result)) } }
    switch kind {
    case .callback: withTimeout(after: .milliseconds(10), on: loop, closing: closing, make, completion: end)
    case .async:
      startTask(on: loop, "limited work", end) {
        try await withTimeout(after: .milliseconds(10), on: loop, closing: closing) {
          try await awaitCompletion(on: loop, "resource", of: make)
        }
      }
    }
    #expect(loop.run().isClean)
    let values = ends.value.filter { $0 != "error timed out after 10ms" }
    #expect(values == ["value 42"] || values == ["closed 42"], "\(ends.value)")
    #expect(ends.value.count == (values == ["value 42"] ? 1 : 2))
  }

  @Test(arguments: TimeLimitTests.Kind.allCases)
  func `an operation that fails late closes nothing`(kind: TimeLimitTests.Kind) {
    let fail: @Sendable (@escaping Completion<Int>) -> any Cancellable = { [loop] completion in
      loop.schedule(after: .milliseconds(10)) { completion(.failure(Refusal())) }
      return Uncancellable()
    }
    switch kind {
    case .callback:
      withTimeout(after: .milliseconds(9), on: loop, closing: { note("closed \($0)") }, fail) { note(words(for: $0)) }
    case .async:
      startTask(on: loop, "limited work", { note(words(for: $0)) }) {
        try await withTimeout(after: .milliseconds(9), on: loop, closing: { note("closed \($0)") }) {
          try await awaitCompletion(on: loop, "resource", of: fail)
        }
      }
    }
    #expect(loop.run().isClean)
    #expect(log.value.count == 1 && log.value[0].hasPrefix("error timed out after 9ms"))
  }
}
