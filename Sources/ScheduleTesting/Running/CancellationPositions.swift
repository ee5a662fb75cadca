// The cancellation of a test at each of its suspensions.

import EventLoops
import Exploration

/// Which suspensions of a test are tried.
///
/// A position is a number of events: the test is cancelled after that number. Between two events every task of the test
/// is suspended. The first event begins the test, so the positions count from 1.
struct CancellationPositions: Sendable {
  /// How many positions are tried at most.
  var budget = 1_000
  /// The only position that is tried; nil for all.
  var only: Int?

  func run(
    _ program: TestProgram, usage: String, interruption: @escaping @Sendable () -> Bool = { false }
  ) -> Result<ExploredSchedules, ScheduleFailure> {
    let undisturbed = program.run(FIFOScheduler(), program.limits, .leftovers)
    guard undisturbed.findings.isEmpty else {
      return .failure(failure(at: nil, program, ["it fails without a cancellation"]))
    }
    let count = max(undisturbed.boundaries - 1, 0)
    let positions = only.map { [$0] } ?? Array(1...max(count, 1)).filter { $0 <= count }
    var (tried, failing): (Int, [Int]) = (0, [])
    for position in positions.prefix(budget) where !interruption() {
      tried += 1
      if !program.run(FIFOScheduler(), program.limits, .leftovers, cancellingBefore: position).findings.isEmpty {
        failing.append(position)
      }
    }
    guard let first = failing.first else {
      program.issues?.mode = .release
      _ = program.run(FIFOScheduler(), program.limits, .leftovers)
      return .success(ExploredSchedules(cancellations: tried, of: positions.count))
    }
    let event = Self.event(before: first, of: program.run(FIFOScheduler(), program.limits, .everything))
    let usage = usage.replacing("POSITION", with: "\(first)")
    return .failure(
      failure(
        at: first, program,
        [
          "\(failing.count) of \(tried) cancellations fail; the first one comes after event \(first) of \(count), \(event)",
          "replay this cancellation: \(usage)",
        ]))
  }

  private func failure(at position: Int?, _ program: TestProgram, _ explanation: [String]) -> ScheduleFailure {
    program.issues?.mode = .report(explanation)
    let run = program.run(FIFOScheduler(), program.limits, .everything, cancellingBefore: position)
    let texts = program.issues?.takeTexts() ?? []
    return ScheduleFailure(
      findings: texts + run.faults, explanation: explanation, error: run.error is CancellationError ? nil : run.error,
      page: run.page)
  }

  /// The event after which the position comes.
  private static func event(before position: Int, of run: TestRun) -> String {
    let events = Array(run.report.trace.ranEvents.prefix(position))
    guard events.count == position, let last = events.last else { return "which the test does not reach" }
    let number = events.count { $0.label == last.label }
    let name = last.label.isEmpty ? "an event" : "segment \(number) of '\(last.label)'"
    return "\(name) at \(last.ranAt ?? last.due)"
  }
}

extension ExploredSchedules {
  /// The cancellations at which a test has passed.
  init(cancellations tried: Int, of count: Int) {
    let isAll = tried == count
    self.init(
      runs: tried + 2, isComplete: isAll,
      coverage: isAll ? "cancelled at each of \(count) suspensions" : "cancelled at \(tried) of \(count) suspensions",
      warnings: isAll ? [] : ["only the first \(tried) of \(count) suspensions were tried"])
  }
}
