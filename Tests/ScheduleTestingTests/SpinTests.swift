// Tests whose code spins: it yields or posts itself again and again until something has happened.

import Dispatch
import EventLoops
import Synchronization
import Testing

@testable import Exploration
@testable import ScheduleTesting

@Suite("Tests that spin") struct SpinTests {
  /// What a spinning task waits for.
  private final class Flag: Sendable {
    private let state = Mutex(false)

    var isSet: Bool { state.withLock { $0 } }
    func set() { state.withLock { $0 = true } }
    /// Yields until it is set.
    func spin() async { while !isSet { await Task.yield() } }
  }

  private actor Gate {
    private(set) var isOpen = false

    func open() { isOpen = true }
  }

  private static func failure(_ body: @escaping @Sendable () async throws -> Void) async -> String {
    do {
      return "passed: \(try await explore { try await body() })"
    } catch {
      return "\(error)"
    }
  }

  private static let claim = """
    all fair ones (201 runs were every order of ready events in which no event waits for more than 200 others, each started \
    by the one before)
    """

  @Test func `a task that yields until another one has run ends under every schedule that is tried`() async throws {
    let explored = try await explore {
      let flag = Flag()
      let setter = Task { flag.set() }
      await flag.spin()
      await setter.value
    }
    #expect(explored.runs > 50)
    #expect(explored.warnings.allSatisfy { !$0.contains("10000 events") }, "\(explored)")
  }

  @Test func `a block that submits itself until another one has run ends under every fair schedule`() async throws {
    let explored = try await explore {
      let (flag, queue) = (Flag(), DispatchQueue(label: "poll"))
      await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
        @Sendable func poll() { if flag.isSet { continuation.resume() } else { queue.async { poll() } } }
        queue.async { poll() }
        DispatchQueue.global().async { flag.set() }
      }
    }
    #expect(explored.isComplete)
    #expect(explored.coverage.hasSuffix(Self.claim), "\(explored)")
  }

  @Test func `a task that asks an actor again and again ends under every schedule that is tried`() async throws {
    let explored = try await explore(budget: 100) {
      let gate = Gate()
      let opener = Task { await gate.open() }
      while await !gate.isOpen { await Task.yield() }
      await opener.value
    }
    #expect(explored.runs > 100 && !explored.isComplete)
    #expect(explored.warnings.allSatisfy { !$0.contains("10000 events") }, "\(explored)")
  }

  @Test func `a loop that gives up is explored up to its end`() async throws {
    let given = Mutex<Set<Bool>>([])
    try await explore {
      let flag = Flag()
      let setter = Task { flag.set() }
      for _ in 0..<20 where !flag.isSet { await Task.yield() }
      given.withLock { _ = $0.insert(flag.isSet) }
      await setter.value
    }
    #expect(given.withLock { $0 } == [false, true])
  }

  @Test func `a bug that shows while a task spins is found`() async throws {
    let text = await Self.failure {
      let flag = Flag()
      let value = Mutex(0)
      let setter = Task {
        flag.set()
        await Task.yield()
        value.withLock { $0 = 1 }
      }
      await flag.spin()
      let seen = value.withLock { $0 }
      await setter.value
      struct Unset: Error {}
      if seen == 0 { throw Unset() }
    }
    #expect(text.hasPrefix("the test threw Unset()"), "\(text)")
    #expect(text.contains("runs fail"), "\(text)")
  }

  @Test func `a loop that nothing ends is reported with its place after one run`() async throws {
    // Under a sanitizer the line of a yield is not found.
    let place = Fixtures.areWatched ? "" : " at SpinTests.swift:\(#line + 3)"
    let text = await Self.failure {
      let flag = Flag()
      while !flag.isSet { await Task.yield() }
    }
    #expect(
      text.hasPrefix(
        """
        the test does not end: it runs on and on, and was stopped at 0ms after 10000 events, the limit
          'test' is ready to continue\(place)
        1 of 1 runs fail, the plain order among them
        """), "\(text)")
  }

  @Test func `a block that submits itself without end is reported after one run`() async throws {
    let text = await Self.failure {
      let queue = DispatchQueue(label: "poll")
      await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in
        @Sendable func poll() { queue.async { poll() } }
        poll()
      }
    }
    #expect(text.hasPrefix("the test does not end: it runs on and on, and was stopped at 0ms after 10000"), "\(text)")
    #expect(text.contains("\n1 of 1 runs fail, the plain order among them"), "\(text)")
  }

  @Test func `a loop of yields that waits for a timer is reported with the reason that no time passes`() async throws {
    let text = await Self.failure {
      let flag = Flag()
      Task {
        try await Task.sleep(for: .milliseconds(5))
        flag.set()
      }
      await flag.spin()
    }
    #expect(text.contains("'test.1' sleeps until 5ms"), "\(text)")
    #expect(text.contains("no time passes while an event is ready"), "\(text)")
  }

  @Test func `what a run is found to be does not depend on what is recorded of it`() async throws {
    let bodies: [@Sendable () async throws -> Void] = [
      { while !Flag().isSet { await Task.yield() } },
      {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
          continuation.resume()
          continuation.resume()
        }
      },
      { while true { try await Task.sleep(for: .seconds(86_400)) } },
    ]
    for body in bodies {
      let program = TestProgram(name: "body", body: body, allowed: [], issues: nil)
      let brief = program.run(FIFOScheduler(), program.limits, .leftovers)
      let whole = program.run(FIFOScheduler(), program.limits, .everything)
      #expect(!brief.findings.isEmpty)
      #expect(brief.findings == whole.findings)
    }
  }
}
