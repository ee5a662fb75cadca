// The systematic search of a small program against every list of choices.

import EventLoops
import Exploration

/// The result of one comparison.
struct TrialComparison: Sendable {
  /// What the search said, measured by the outcomes of every list of choices.
  enum Judgement: Sendable, Hashable {
    /// The same outcomes, and the search says that there is no other.
    case same
    /// The search does not claim to have met all outcomes, and has not, or not known it.
    case withheld
    /// An outcome is missing, and the search says that there is no other.
    case missed
    /// The search met an outcome that no list of choices leads to.
    case excess

    /// Whether the search is wrong.
    var isFinding: Bool { self == .missed || self == .excess }
  }

  let judgement: Judgement
  /// The outcomes that the search did not meet, each with a list of choices that leads to it.
  let lost: [(outcome: String, choices: [Int])]
  /// The outcomes that no list of choices leads to.
  let excess: [String]
  /// How many lists of choices the program has, and how many outcomes.
  let (lists, outcomes): (Int, Int)
  /// How many runs and classes the search had.
  let (runs, classes): (Int, Int)
  /// What the search complained of.
  let problems: [String]

  /// Compares; nil if the program has more lists of choices than `limit`.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - limit: How many lists of choices it may have.
  ///   - hidingCells: Whether the accesses to its cells are hidden from the search.
  ///   - searchRuns: How many runs the search may take; enough for every list of choices, unless given.
  init?(_ program: TrialProgram, limit: Int, hidingCells: Bool = false, searchRuns: Int? = nil) {
    guard let enumeration = TrialEnumeration(program, limit: limit) else { return nil }
    let layout = TrialLayout(program)
    let subject = Subject("trial", sharing: layout.sharing, capturing: layout.capture) { loop in
      let run = TrialRun(layout, on: loop, hidingCells: hidingCells)
      return { report in
        defer { run.cleanUp() }
        return Verdict(run.outcome(report))
      }
    }
    let effort = Effort(runs: searchRuns ?? 4 * limit + 100, reversals: nil, seededRuns: 0, auditRuns: 0)
    let exploration = ScheduleExploration(of: subject, effort)
    let met = Self.outcomes(metBy: exploration)
    let known = Set(enumeration.outcomes.map(\.outcome))
    lost = enumeration.outcomes.filter { !met.contains($0.outcome) }
    excess = exploration.outcomes.outcomes.filter { !known.contains($0) }
    // A search that came to its end and lost an outcome has missed it, also if other runs have noticed and the claim is
    // withheld for that.
    let isOver = exploration.phases.contains { $0.kind == .search && $0.isFinished } && subject.sharing == .notedState
    judgement =
      if !excess.isEmpty { .excess } else if !lost.isEmpty, isOver || exploration.isComplete { .missed } else {
        exploration.isComplete ? .same : .withheld
      }
    lists = enumeration.lists
    outcomes = known.count
    runs = exploration.runs
    classes = exploration.classes
    problems = exploration.problems
  }

  /// The outcomes that the systematic search met: not those that only the two depth-first runs before it met, which
  /// come third and fourth and would hide what the search misses.
  private static func outcomes(metBy exploration: ScheduleExploration) -> Set<String> {
    let hasSmoke = exploration.phases.dropFirst().first?.kind == .sample
    let rows = exploration.outcomes.rows.filter { row in
      !hasSmoke || row.count > 1 || !(3...4).contains(row.firstRun)
    }
    return Set(rows.map(\.verdict.outcome))
  }

  /// The comparison in one sentence.
  var summary: String {
    let search = "\(runs) runs and \(classes) \(classes == 1 ? "class" : "classes")"
    let lists = "\(lists) \(lists == 1 ? "list" : "lists") of choices"
    return switch judgement {
    case .same: "the search met the \(outcomes) outcomes of \(lists) in \(search)"
    case .withheld: "the search met \(outcomes - lost.count) of \(outcomes) outcomes of \(lists) and claims no more"
    case .missed:
      "the search missed \(lost.count) of \(outcomes) outcomes of \(lists) in \(search)"
    case .excess: "the search met \(excess.count) more than the \(outcomes) outcomes of \(lists)"
    }
  }
}
