// The search through the schedules of a test.

import EventLoops
import Exploration
import Synchronization

/// How far the schedules of a test are explored.
struct ScheduleSearch: Sendable {
  var budget = 1_000
  var reversals: Int? = 2
  var seed: UInt64 = 1
  /// The token of the only schedule that is run; nil for a search.
  var token: String?

  /// What the explorer is given: a fifth of the budget is for seeded runs, and a twentieth for the audit.
  private func effort(_ limits: VirtualEventLoop.Limits) -> Effort {
    Effort(
      runs: budget, reversals: reversals, seededRuns: budget / 5, auditRuns: budget / 20, seed: seed, limits: limits)
  }

  /// Explores a program.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - usage: How a replay is written; `TOKEN` is replaced by the token.
  ///   - interruption: Says whether to end early.
  func run(
    _ program: TestProgram, usage: String, interruption: @escaping @Sendable () -> Bool = { false }
  ) -> Result<ExploredSchedules, ScheduleFailure> {
    if let token { return replay(token, program) }
    let exploration = ScheduleExploration(of: program.subject(), effort(program.limits), interruption: interruption)
    guard let row = exploration.failures.first else {
      // The plain run once more: what it records, such as known issues, is the test's.
      program.issues?.mode = .release
      _ = program.run(FIFOScheduler(), program.limits, .leftovers)
      return .success(ExploredSchedules(exploration))
    }
    let counterexample = Counterexample(row, in: exploration)
    let token = counterexample.token
    let explanation = Self.explanation(of: counterexample, in: exploration)
    let usage = usage.replacing("TOKEN", with: "\(token)")
    var program = program
    program.shown = Set(counterexample.conflicts.map(\.type)).subtracting([0])
    return .failure(failure(token, program, explanation + ["replay this schedule: \(usage)"]).0)
  }

  /// Runs a token's schedule, and lets the first issue of the run through.
  private func failure(
    _ token: ReplayToken, _ program: TestProgram, _ explanation: [String]
  ) -> (ScheduleFailure, Replay) {
    program.issues?.mode = .report(explanation)
    let last = LastRun()
    let replay = Replay(token, on: program.subject { last.keep($0) }, limits: program.limits)
    let run = last.run
    let failure = ScheduleFailure(
      findings: (program.issues?.takeTexts() ?? []) + run.faults, explanation: explanation, token: "\(token)",
      error: run.error, page: run.page)
    return (failure, replay)
  }

  private func replay(_ text: String, _ program: TestProgram) -> Result<ExploredSchedules, ScheduleFailure> {
    do {
      let token = try ReplayToken(text)
      let (failure, replay) = failure(token, program, ["replayed: \(text)"])
      if !replay.verdict.findings.isEmpty { return .failure(failure) }
      return .success(ExploredSchedules(replay, of: token, program.name))
    } catch {
      return .failure(ScheduleFailure(findings: ["the token cannot be read: \(error)"], explanation: []))
    }
  }

  private static func changes(_ number: Int) -> String { number == 1 ? "one change" : "\(number) changes" }

  /// What leads to a failure, and how often it was met.
  private static func explanation(of example: Counterexample, in exploration: ScheduleExploration) -> [String] {
    let failing = exploration.failures.map(\.count).reduce(0, +)
    let count = "\(failing) of \(exploration.choices.runs) runs fail"
    var lines: [String] = []
    if !example.isShrunk {
      lines.append("\(count); the failing schedule could not be reduced to a few orderings")
    } else if example.orderings.isEmpty {
      lines.append("\(count), the plain order among them")
      if !example.repair.isEmpty {
        let orderings = example.repair.map { "\n  \($0.text)" }.joined()
        lines.append(
          "nearest schedule that passes: the plain order with \(changes(example.repair.count)):\(orderings)")
        lines += example.segments.map { "  \($0)" }
        lines += example.conflicts.map { "in the failing order: \($0.text)" }
      }
    } else {
      let number = example.orderings.count
      let orderings = example.orderings.map { "\n  \($0.text)" }.joined()
      lines.append(
        "\(count); the smallest failing schedule is the plain order with "
          + "\(changes(number)):\(orderings)")
      lines += example.segments.map { "  \($0)" }
      lines += example.conflicts.map { "change \($0.ordering + 1): \($0.text)" }
      let passing = example.flips.indices.filter { example.flips[$0].passes }
      if !passing.isEmpty {
        let which = number == 1 ? "it" : passing.map { "change \($0 + 1)" }.joined(separator: " or ")
        lines.append("nearest schedule that passes: the same one without \(which)")
      }
    }
    if example.reproduced < Counterexample.replays {
      lines.append(
        "of \(Counterexample.replays) replays \(example.reproduced) failed in this way: the test depends on something "
          + "that the loop does not control")
    }
    return lines + exploration.problems.map { "problem: \($0)" }
  }
}

/// What is kept of the run that was made last.
private final class LastRun: Sendable {
  private let state = Mutex<(faults: [String], error: (any Error)?, page: String)>(([], nil, ""))

  var run: (faults: [String], error: (any Error)?, page: String) { state.withLock { $0 } }

  func keep(_ run: TestRun) {
    state.withLock { $0 = (run.faults, run.error, run.page) }
  }
}
