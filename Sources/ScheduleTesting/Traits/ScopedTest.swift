// One test case that is run many times within the scope of its trait.

#if canImport(Testing)
  import EventLoops
  import Exploration
  import Synchronization
  import Testing

  /// A test case, and how its failures are reported.
  struct ScopedTest {
    let test: Test
    let testCase: Test.Case?

    /// The result of all runs.
    private struct Finished {
      var failure: ScheduleFailure?
      var explored: [ExploredSchedules] = []
      /// The error of a test that was ended from outside.
      var interruption: (any Error)?
    }

    /// Runs the body as some traits say, the last one of each kind.
    func run(_ traits: [ScheduleTrait], _ function: @Sendable () async throws -> Void) async throws {
      let issues = IssueLog()
      let result = Mutex(Finished())
      try await IssueHandlingTrait.compactMapIssues { issues.handle($0) }
        .provideScope(for: test, testCase: testCase) {
          let finished = LentFunction.lend(function) { body in perform(traits, body, issues) }
          result.withLock { $0 = finished }
        }
      let finished = result.withLock { $0 }
      if let interruption = finished.interruption { throw interruption }
      if let failure = finished.failure { record(failure, isReported: issues.reported > 0) }
      for explored in finished.explored { report(explored) }
    }

    private func perform(
      _ traits: [ScheduleTrait], _ body: LentFunction, _ issues: IssueLog
    ) -> Finished {
      func program(_ trait: ScheduleTrait) -> TestProgram {
        TestProgram(name: test.name, body: { try await body() }, allowed: trait.allowed, issues: issues)
      }
      var explored: [ExploredSchedules] = []
      for (trait, search, positions) in Self.steps(traits) {
        issues.mode = .hold
        let result: Result<ExploredSchedules, ScheduleFailure>
        if let search {
          result = search.run(program(trait), usage: "@Test(.everySchedule(replaying: \"TOKEN\"))") { Task.isCancelled }
        } else if let positions {
          result = positions.run(program(trait), usage: "@Test(.cancelledEverywhere(at: POSITION))") {
            Task.isCancelled
          }
        } else {
          return performOnce(program(trait))
        }
        switch result {
        case .success(let schedules): explored.append(schedules)
        case .failure(let failure):
          // A test that cancels itself throws, and that is no failure.
          if Task.isCancelled, let error = failure.error {
            return Finished(interruption: error)
          }
          return Finished(failure: failure)
        }
      }
      return Finished(explored: explored)
    }

    /// The traits that apply, each with what it searches.
    private static func steps(
      _ traits: [ScheduleTrait]
    ) -> [(ScheduleTrait, ScheduleSearch?, CancellationPositions?)] {
      var steps: [(ScheduleTrait, ScheduleSearch?, CancellationPositions?)] = []
      for trait in traits.reversed() {
        switch trait.mode {
        case .everySchedule(let search):
          if !steps.contains(where: { $0.1 != nil }) { steps.append((trait, search, nil)) }
        case .cancelledEverywhere(let positions):
          if !steps.contains(where: { $0.2 != nil }) { steps.append((trait, nil, positions)) }
        case .virtualTime: break
        }
      }
      if steps.isEmpty, let last = traits.last { steps = [(last, nil, nil)] }
      return steps
    }

    /// The body in virtual time: its issues are passed on as they are recorded.
    private func performOnce(_ program: TestProgram) -> Finished {
      program.issues?.mode = .release
      let run = program.run(FIFOScheduler(), program.limits, .everything)
      program.issues?.mode = .hold
      // The error is the test's own, and the testing library records it.
      let threwOnly = run.error != nil && run.faults.count <= 1
      if threwOnly { return Finished(interruption: run.error) }
      let failure = ScheduleFailure(findings: run.faults, explanation: [], page: run.page)
      return Finished(failure: run.faults.isEmpty ? nil : failure)
    }

    /// Records the issue of a failure, unless the failing expectation was let through, and attaches the failing run.
    private func record(_ failure: ScheduleFailure, isReported: Bool) {
      if !failure.page.isEmpty {
        Attachment.record("\(failure)\n\n\(failure.page)\n", named: "schedule.txt", sourceLocation: test.sourceLocation)
      }
      if isReported { return }
      if let error = failure.error, failure.findings.count == 1 {
        let comment = Comment(rawValue: failure.explanation.joined(separator: "\n"))
        Issue.record(error, comment, sourceLocation: test.sourceLocation)
      } else {
        Issue.record(Comment(rawValue: "\(failure)"), sourceLocation: test.sourceLocation)
      }
    }

    /// Reports what a test that passes was run under: a warning if something was left out, and a line if it is asked for.
    private func report(_ explored: ExploredSchedules) {
      for warning in explored.warnings {
        Issue.record(
          Comment(rawValue: "\(test.name) passes, but \(warning)"), severity: .warning,
          sourceLocation: test.sourceLocation)
      }
      PlainOrder.tell("\(test.name): \(explored)")
    }
  }
#endif
