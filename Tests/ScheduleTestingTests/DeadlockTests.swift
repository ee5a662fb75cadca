// Tests that do not end, and tests that leave something behind.

import Testing

@testable import ScheduleTesting

@Suite("Tests that do not end or leave something behind") struct DeadlockTests {
  private static func text(_ trait: ScheduleTrait, _ body: @Sendable () async throws -> Void) async throws -> String {
    let issues = try await Inner.issues(trait, body)
    #expect(issues.count <= 1)
    return issues.map { "\($0)" }.joined()
  }

  @Test(arguments: [ScheduleTrait.virtualTime, .everySchedule])
  func `a test that never ends is reported with the tasks that wait`(trait: ScheduleTrait) async throws {
    let text = try await Self.text(trait) {
      let inner = Task { await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in } }
      await Task { await inner.value }.value
    }
    #expect(text.contains("the test does not end"), "\(text)")
    #expect(
      text.contains(
        """
          'test' waits for the end of 'test.2' at DeadlockTests.swift:18
            'test.2' waits for the end of 'test.1' at DeadlockTests.swift:18, created at DeadlockTests.swift:18
              'test.1' waits for a continuation or a stream that no event resumes at DeadlockTests.swift:17, created at \
        DeadlockTests.swift:17
        """), "\(text)")
  }

  @Test func `a wakeup that is lost under some schedule is found`() async throws {
    let text = try await Self.text(.everySchedule) { await Gate.meet(remembersOpening: false) }
    #expect(text.contains("'test.1' waits for a continuation"), "\(text)")
    #expect(text.contains("with one change"), "\(text)")
  }

  @Test(.everySchedule) func `a gate that remembers its opening passes`() async {
    await Gate.meet(remembersOpening: true)
  }

  @Test func `the tree names where groups, child tasks and continuations are waited for`() async throws {
    let text = try await Self.text(.virtualTime) {
      let gate = Gate(remembersOpening: true)
      async let passing: Void = gate.pass()
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await gate.pass() }
        await group.waitForAll()
      }
      await passing
    }
    #expect(text.contains(/'test' waits for the end of 'test\.\d' at DeadlockTests.swift:47/), "\(text)")
    #expect(text.contains(/resumes at Register.swift:34, created at DeadlockTests.swift:44/), "\(text)")
    #expect(text.contains(/resumes at Register.swift:34, created at DeadlockTests.swift:46/), "\(text)")
  }

  @Test func `the tree names the line of a stream whose next element never comes`() async throws {
    let text = try await Self.text(.virtualTime) {
      let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
      for await _ in stream {}
      withExtendedLifetime(continuation) {}
    }
    #expect(text.contains(/'test' waits for .* at DeadlockTests.swift:59/), "\(text)")
  }

  @Test func `tasks that wait for one another are reported as a circle`() async throws {
    let text = try await Self.text(.virtualTime) {
      let (stream, continuation) = AsyncStream.makeStream(of: Task<Void, Never>.self)
      let first = Task { for await other in stream.prefix(1) { await other.value } }
      let second = Task { await first.value }
      continuation.yield(second)
      await second.value
    }
    #expect(text.contains("'test.1' waits for the end of 'test.2'"), "\(text)")
    #expect(text.contains("as above"), "\(text)")
  }

  @Test(arguments: [ScheduleTrait.virtualTime, .everySchedule])
  func `a program that runs away is stopped`(trait: ScheduleTrait) async throws {
    let text = try await Self.text(trait) { while true { await Task.yield() } }
    #expect(text.contains("the test does not end: it runs on and on, and was stopped at 0ms after 10000"), "\(text)")
  }

  @Test(arguments: [ScheduleTrait.virtualTime, .everySchedule])
  func `a task that still sleeps is left behind`(trait: ScheduleTrait) async throws {
    let text = try await Self.text(trait) { Task { try await Task.sleep(for: .seconds(60)) } }
    #expect(text.contains("allow .leftovers\n  'test.1' sleeps until 60s"), "\(text)")
  }

  @Test func `a task that waits for a stream is left behind`() async throws {
    let text = try await Self.text(.virtualTime) {
      let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
      Task { for await _ in stream {} }
      await Task.yield()
      _ = continuation
    }
    #expect(text.contains("'test.1' waits for a continuation or a stream"), "\(text)")
  }

  @Test func `a detached task that still sleeps is left behind`() async throws {
    let text = try await Self.text(.virtualTime) { Task.detached { try await Task.sleep(for: .seconds(60)) } }
    #expect(text.contains("timer 'test.1'"), "\(text)")
    #expect(!text.contains("ScheduleTesting/"), "\(text)")
  }

  @Test(arguments: [ScheduleTrait.virtualTime(allowing: .leftovers), .everySchedule(allowing: .leftovers)])
  func `an issue in the cleanup after a run is not the test's`(trait: ScheduleTrait) async throws {
    let text = try await Self.text(trait) {
      Task {
        try? await Task.sleep(for: .seconds(60))
        Issue.record("the clock has been moved")
      }
    }
    #expect(text.isEmpty, "\(text)")
  }

  @Test(.everySchedule(allowing: .leftovers)) func `what is meant to be left behind can be allowed`() async {
    Task { try await Task.sleep(for: .seconds(60)) }
  }

  @Test(.everySchedule) func `a task that has ended is not left behind although its handle is kept`() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
    let consumer = Task { for await _ in stream {} }
    continuation.yield(1)
    continuation.finish()
    await consumer.value
    withExtendedLifetime(consumer) {}
  }

  @Test func `the tree names where an async let is awaited, and where its scope ends`() async throws {
    let lines = (awaited: #line + 3, ended: #line + 8)
    let awaited = try await Self.text(.virtualTime) {
      async let passing: Void = Gate(remembersOpening: true).pass()
      await passing
    }
    let ended = try await Self.text(.virtualTime) {
      async let _: Void = Gate(remembersOpening: true).pass()
      await Task.yield()
    }
    #expect(
      awaited.contains("'test' waits for the end of 'test.1' at DeadlockTests.swift:\(lines.awaited)"), "\(awaited)")
    #expect(ended.contains("'test' waits for the end of 'test.1' at DeadlockTests.swift:\(lines.ended)"), "\(ended)")
  }

  @Test func `a continuation that is resumed twice names no place of this package`() async throws {
    let text = try await Self.text(.virtualTime) {
      await withCheckedContinuation { continuation in
        continuation.resume()
        continuation.resume()
      }
    }
    #expect(text.contains("resumed twice at 0ms"), "\(text)")
    #expect(text.contains("the second time at DeadlockTests.swift:\(#line - 4)"), "\(text)")
  }
}
