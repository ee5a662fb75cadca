// The search of a program over Dispatch, compared with the run of every list of choices.

import EventLoops
import Exploration

/// What the search of a program met, beside what every list of choices leads to.
struct DispatchCertificate: Sendable {
  /// The outcomes of every list of choices that the search did not meet.
  let missed: Set<String>
  /// The outcomes of the search that no list of choices leads to.
  let excess: Set<String>
  /// How many outcomes there are.
  let outcomes: Int
  /// Whether the search says that there is no other outcome, and what it says of that.
  let isComplete: Bool
  private let coverage: String

  /// Whether the search is right; it may not say so.
  var isRight: Bool { missed.isEmpty && excess.isEmpty }
  /// Whether the search is right, and says so.
  var holds: Bool { isRight && isComplete }

  /// Searches a program, and runs every list of choices of it; nil if it has more lists than the limit.
  init?(of program: DispatchProgram, limit: Int = 600) {
    guard let all = program.outcomesOfEveryScript(limit: limit) else { return nil }
    let exploration = Self.exploration(of: program)
    let found = Set(exploration.outcomes.outcomes)
    missed = all.subtracting(found)
    excess = found.subtracting(all)
    outcomes = all.count
    isComplete = exploration.isComplete
    coverage = (["\(exploration.coverage)"] + exploration.problems).joined(separator: ", ")
  }

  private static func exploration(of program: DispatchProgram) -> ScheduleExploration {
    let subject = Subject("program", sharing: .notedState, capturing: .everything) { loop in
      let outcome = program.start(on: loop)
      return { Verdict(outcome($0)) }
    }
    return ScheduleExploration(of: subject, Effort(runs: 20_000, reversals: nil, seededRuns: 0, auditRuns: 20))
  }

  /// The smallest program that is found by taking statements away from one whose search is wrong.
  static func smallest(_ program: DispatchProgram) -> DispatchProgram {
    var smallest = program
    while let next = smallest.smaller.first(where: { DispatchCertificate(of: $0)?.isRight == false }) {
      smallest = next
    }
    return smallest
  }

  /// What is wrong, in a sentence.
  var description: String {
    if holds { return "the search met the \(outcomes) outcomes" }
    if isRight { return "the search does not say that these are all: \(coverage)" }
    return (missed.sorted().map { "missed: '\($0)'" } + excess.sorted().map { "no list of choices leads to: '\($0)'" })
      .joined(separator: "; ")
  }
}
