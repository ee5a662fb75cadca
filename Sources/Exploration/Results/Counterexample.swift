// A failure that an exploration met, reduced to what it depends on.

public import Comparison
import EventLoops

/// A failing verdict with the orderings that lead to it, a run that shows it, and a token that replays it.
public struct Counterexample: Sendable {
  /// What the failing run came to.
  public let verdict: Verdict
  /// Which run of the exploration it was found in, counted from 1.
  package let foundInRun: Int
  /// The orderings that make it fail, in words; none if the plain schedule fails, or nothing shorter than the whole
  /// list of picks reproduces it: see `isShrunk`.
  public let orderings: [Replay.Ordering]
  /// The memory that the events of the orderings access, with the lines of the code; none unless that code is instrumented.
  package let conflicts: [MemoryConflict]
  /// The orderings by which the plain schedule, which fails, becomes one that passes; none if that was not looked for.
  package let repair: [Replay.Ordering]
  /// The functions that the events of the orderings run in, and from where: a line for each event of instrumented code.
  package let segments: [String]
  /// Whether the failure was reduced to orderings.
  package let isShrunk: Bool
  /// Whether the cause was not looked for, because the search was interrupted.
  package let isInterrupted: Bool
  /// How many orderings there were before, and how many runs it took to reduce them.
  package let shrunkFrom: (orderings: Int, runs: Int)
  /// What replays it.
  public let token: ReplayToken
  /// How many of ten further runs of the token came to the same verdict: fewer only if the program is not deterministic.
  package let reproduced: Int
  /// For each ordering, the outcome when that one alone is reversed.
  package let flips: [Flip]
  /// The failing run, for a version of a compared program.
  public let run: StyleRun?
  /// The failure in a smaller setting, for a version of a compared program.
  package let reduction: Reduction?
  /// The nearest run that passes; nil if none was met.
  package let passing: PassingRun?
  /// After which event of the failing run every schedule fails; nil if that was not looked for, because the run breaks
  /// no rule, was cut by a limit, or was met in an exploration with problems.
  package let pointOfNoReturn: PointOfNoReturn?
  /// The failing run as a table, beside the run that passes, if there is one.
  package let table: RunTable

  /// The number of replays that check a token.
  package static let replays = 10

  /// A run near the failing one: one of its orderings is the other way round.
  package struct Flip: Sendable {
    /// What the run came to.
    package let verdict: Verdict
    /// What replays it.
    package let token: ReplayToken

    /// Whether the run breaks no rule: it is then the nearest run that passes.
    package var passes: Bool { verdict.findings.isEmpty }
  }

  /// Reduces a failure of an exploration.
  package init(_ row: OutcomeSet.Row, in exploration: ScheduleExploration) {
    let shrinking = Shrinking(row, of: exploration.subject, limits: exploration.effort.limits)
    self.init(row, in: exploration, shrinking, shrinking.schedule(of: row), isHurried: false)
  }

  /// - Parameter isHurried: Whether to leave out everything that takes more than some runs.
  fileprivate init(
    _ row: OutcomeSet.Row, in exploration: ScheduleExploration, _ shrinking: Shrinking,
    _ schedule: ReplayToken.Schedule, isHurried: Bool
  ) {
    let (subject, limits) = (exploration.subject, exploration.effort.limits)
    let failing = KnownRun(of: subject, schedule.driver, limits)
    token = ReplayToken(of: subject, schedule, failing.trial)
    let replay = Replay(failing.trial, token)
    verdict = replay.verdict
    reproduced = (0..<Self.replays).count { _ in subject.run(schedule, limits).verdict == replay.verdict }
    let constraints = shrinking.constraints ?? []
    let flipped = constraints.indices.map { index in
      var flipped = constraints
      flipped[index] = constraints[index].reversed
      let schedule = ReplayToken.Schedule.constrained(flipped, options: shrinking.options)
      return (trial: subject.run(schedule, limits), schedule: schedule)
    }
    flips = flipped.map { Flip(verdict: $0.trial.verdict, token: ReplayToken(of: subject, $0.schedule, $0.trial)) }
    run = replay.run
    orderings = replay.orderings
    // What the failing run has another way round than one that passes says more than the events alone.
    let passes = flipped.map { $0.trial.verdict.findings.isEmpty ? $0.trial.record : nil }
    if let nearest = isHurried || !constraints.isEmpty ? nil : Repair(of: shrinking, in: exploration) {
      repair = nearest.orderings
      conflicts = MemoryConflict.all(
        of: nearest.constraints.map(\.reversed), in: failing.trial.record,
        against: nearest.constraints.map { _ in nearest.trial.record })
      segments = nearest.trial.segments(of: nearest.constraints)
    } else {
      repair = []
      conflicts = MemoryConflict.all(of: constraints, in: failing.trial.record, against: passes)
      segments = failing.trial.segments(of: constraints)
    }
    isShrunk = shrinking.constraints != nil
    shrunkFrom = (shrinking.candidates, shrinking.runs)
    isInterrupted = isHurried
    foundInRun = row.firstRun
    reduction = isHurried ? nil : subject.origin.map { Reduction($0, schedule, replay.verdict.findings, limits) }
    passing = PassingRun(nearestTo: schedule, replay.orderings, in: exploration)
    pointOfNoReturn = isHurried ? nil : PointOfNoReturn(of: failing, in: exploration)
    let own = RunTable(failing.trial, schedule.constraints, pointOfNoReturn)
    table = passing.map { own.beside($0.table) } ?? own
  }
}

/// The nearest schedule that passes of a program whose plain schedule fails.
private struct Repair {
  let orderings: [Replay.Ordering]
  let constraints: [OrderingConstraint]
  let trial: SubjectRun

  /// Reduces the first run that passed. Nil if none did, and for programs whose code is not instrumented, where a table shows
  /// the two runs.
  init?(of shrinking: Shrinking, in exploration: ScheduleExploration) {
    let (subject, limits) = (exploration.subject, exploration.effort.limits)
    guard subject.sharing == .instrumented, shrinking.constraints != nil,
      let row = exploration.outcomes.rows.first(where: { $0.verdict.findings.isEmpty }),
      let constraints = Shrinking(row, of: subject, limits: limits).constraints, !constraints.isEmpty
    else { return nil }
    let schedule = ReplayToken.Schedule.constrained(constraints, options: [])
    trial = subject.run(schedule, limits)
    guard trial.verdict.findings.isEmpty else { return nil }
    self.constraints = constraints
    orderings = Replay(trial, ReplayToken(of: subject, schedule, trial)).orderings
  }
}

extension SubjectRun {
  /// The functions that the events of orderings run in: a line for each event of instrumented code.
  fileprivate func segments(of constraints: [OrderingConstraint]) -> [String] {
    guard let record else { return [] }
    let names = EventLookup(self)
    return constraints.flatMap { [$0.first, $0.second] }.compactMap { code in
      guard let event = names.index(of: code), let entries = record.entries[record.events[event].step] else {
        return nil
      }
      return CodePlaces.beginning(entries).map { "\(names.text(of: event)) runs \($0)" }
    }.uniqued
  }
}

extension Shrinking {
  /// The schedule of a failure that was reduced to orderings, or else its whole list of picks.
  fileprivate func schedule(of row: OutcomeSet.Row) -> ReplayToken.Schedule {
    constraints.map { .constrained($0, options: options) } ?? .picks(row.picks)
  }
}

extension ScheduleExploration {
  /// The run under the plain schedule, for a version of a compared program. It is run again each time.
  package var plainRun: StyleRun? { subject.run(FIFOScheduler(), effort.limits, .everything).run }

  /// Every failing verdict, reduced to what it depends on; those that come down to the same schedule count once.
  public var counterexamples: [Counterexample] { counterexamples(interruption: nil) }

  /// Every failing verdict, reduced to what it depends on; those that come down to the same schedule count once.
  ///
  /// - Parameter interruption: Says whether to end early. Of the failures that are left then, those with the same findings
  ///   count once, and their causes are not looked for; so it is if the exploration itself was interrupted.
  package func counterexamples(interruption: Interruption?) -> [Counterexample] {
    let known = ShrinkingRuns(of: subject, effort.limits)
    var schedules: Set<ReplayToken.Schedule> = []
    var findings: Set<[String]> = []
    return failures.compactMap { row in
      let isHurried = isInterrupted || interruption?() == true
      if isHurried, findings.contains(row.verdict.findings) { return nil }
      findings.insert(row.verdict.findings)
      let shrinking = Shrinking(row, by: known, isHurried: isHurried)
      let schedule = shrinking.schedule(of: row)
      guard schedules.insert(schedule).inserted else { return nil }
      return Counterexample(row, in: self, shrinking, schedule, isHurried: isHurried)
    }
  }
}
