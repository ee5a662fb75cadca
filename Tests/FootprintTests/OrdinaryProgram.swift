// An ordinary async function as a subject of an exploration, with the compiler's footprints or without.

import Comparison
import EventLoops

@testable import Exploration

/// What an async function comes to under many schedules.
struct OrdinaryProgram: Sendable {
  let subject: Subject

  /// - Parameters:
  ///   - right: The outcome that is no failure; nil if every one is right.
  ///   - body: The function; what it returns is the outcome.
  init(
    _ name: String = "program", sharing: Sharing = .instrumented, right: String? = nil,
    _ body: @escaping @Sendable () async -> String
  ) {
    subject = Subject(name, sharing: sharing, capturing: .everything) { loop in
      // Without a lock: the events of a run come one after another, and an instrumented lock counts as a use of one.
      let outcome = Reported()
      loop.spawn("test") { outcome.set(await body()) }
      return { _ in
        Verdict(outcome.text, findings: right == nil || right == outcome.text ? [] : ["it came to \(outcome.text)"])
      }
    }
  }

  /// A program that reports its outcome while it runs.
  static func reporting(
    _ body: @escaping @Sendable (@escaping @Sendable (String) -> Void) async -> Void
  ) -> OrdinaryProgram {
    OrdinaryProgram {
      let outcome = Reported()
      await body { outcome.set($0) }
      for _ in 0..<4 { await Task.yield() }
      return outcome.text
    }
  }

  /// A search to its end, with nothing that helps it out.
  func search(runs: Int = 100_000) -> ScheduleExploration {
    ScheduleExploration(of: subject, Effort(runs: runs, reversals: nil, seededRuns: 0, auditRuns: 0))
  }

  /// The outcomes under every order of ready events; nil if there are more than `limit` orders.
  static func everyOutcome(limit: Int = 20_000, _ body: @escaping @Sendable () async -> String) -> Set<String>? {
    let program = OrdinaryProgram(sharing: .anything, body)
    let search = DPORSearch(.everyOrder)
    var outcomes: Set<String> = []
    for _ in 0..<limit {
      search.beginRun()
      let trial = program.subject.run(search, Effort.quick.limits, .leftovers)
      guard let record = trial.record else { return nil }
      // If every run offered what the first one does, there would be as many orders as the product of that.
      if outcomes.isEmpty, record.steps.reduce(1.0, { $0 * Double($1.readyCount) }) > Double(8 * limit) { return nil }
      outcomes.insert(trial.verdict.outcome)
      _ = search.endRun(record)
      if search.hasDiverged { return nil }
      if search.isOver { return outcomes }
    }
    return nil
  }
}

extension ScheduleExploration {
  /// The outcomes that were met.
  var outcomeSet: Set<String> { Set(outcomes.outcomes) }
}

private final class Reported: @unchecked Sendable {
  var text = ""
  func set(_ text: String) { self.text = text }
}
