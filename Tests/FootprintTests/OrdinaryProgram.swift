// An ordinary async function as a subject of an exploration, with the compiler's footprints or without.

import Comparison
import EventLoops
import Synchronization

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
      let outcome = Mutex("")
      let box = Box(outcome)
      loop.spawn("test") {
        let text = await body()
        box.value.withLock { $0 = text }
      }
      return { _ in
        let text = box.value.withLock { $0 }
        return Verdict(text, findings: right == nil || right == text ? [] : ["it came to \(text)"])
      }
    }
  }

  private final class Box: Sendable {
    let value: Mutex<String>
    init(_ value: consuming sending Mutex<String>) { self.value = value }
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
