// What the functions without a trait have in common.

import EventLoops
import Exploration
import Synchronization

#if canImport(Testing)
  import Testing
#endif

/// The runs of a body without a test of its own.
enum BodyRuns {
  typealias Outcome = Result<ExploredSchedules, ScheduleFailure>

  /// Explores a body, and holds back the issues that it records in a test.
  static func run(
    _ name: String, _ allowed: AllowedFaults, _ body: @escaping @Sendable () async throws -> Void,
    _ search: @escaping @Sendable (TestProgram) -> Outcome
  ) async throws -> ExploredSchedules {
    guard TestProgram.isAvailable else {
      PlainOrder.announceOnce()
      try await body()
      return ExploredSchedules(
        runs: 1, isComplete: false, coverage: "1 run in plain order; schedules are not explored here", warnings: [])
    }
    let issues = IssueLog()
    let program = TestProgram(name: name, body: body, allowed: allowed, issues: issues)
    #if canImport(Testing)
      if let test = Test.current {
        let outcome = Mutex<Outcome?>(nil)
        try await IssueHandlingTrait.compactMapIssues { issues.handleInBody($0) }
          .provideScope(for: test, testCase: Test.Case.current) {
            let result = search(program)
            outcome.withLock { $0 = result }
          }
        if let result = outcome.withLock({ $0 }) { return try result.get() }
      }
    #endif
    return try search(program).get()
  }

  /// Runs an operation once, in plain order.
  static func runOnce<Success: Sendable>(
    _ allowed: AllowedFaults, _ operation: @escaping @Sendable () async throws -> Success
  ) throws -> Success {
    let box = Box<Success>()
    let program = TestProgram(
      name: "body", body: { box.keep(try await operation()) }, allowed: allowed, issues: nil)
    let run = program.run(FIFOScheduler(), program.limits, .everything)
    if let error = run.error { throw error }
    guard run.faults.isEmpty, let value = box.value else {
      throw ScheduleFailure(findings: run.faults, explanation: [], page: run.page)
    }
    return value
  }

  /// What an operation has returned.
  private final class Box<Value: Sendable>: Sendable {
    private let state = Mutex<Value?>(nil)

    var value: Value? { state.withLock { $0 } }

    func keep(_ value: Value) {
      state.withLock { $0 = value }
    }
  }
}

#if canImport(Testing)
  extension IssueLog {
    /// As `handle(_:)`, for a body whose failure is thrown: no failing issue is passed on.
    fileprivate func handleInBody(_ issue: Issue) -> Issue? {
      let handled = handle(issue)
      return issue.isFailure ? nil : handled
    }
  }
#endif
