// A failure that an exploration met, reduced to what it depends on.

public import Comparison
import EventLoops

/// A failing verdict with the orderings that lead to it, a run that shows it, and a token that replays it.
public struct Counterexample: Sendable {
  /// What the failing run came to.
  public let verdict: Verdict
  /// Which run of the exploration it was found in, counted from 1.
  public let foundInRun: Int
  /// The orderings that make it fail, in words; none if the plain schedule fails, or nothing shorter than the whole
  /// list of picks reproduces it: see `isShrunk`.
  public let orderings: [Replay.Ordering]
  /// Whether the failure was reduced to orderings.
  public let isShrunk: Bool
  /// How many orderings there were before, and how many runs it took to reduce them.
  public let shrunkFrom: (orderings: Int, runs: Int)
  /// What replays it.
  public let token: ReplayToken
  /// The failing run, for a version of a compared program.
  public let run: StyleRun?
  /// The plain run, to set beside it.
  public let plainRun: StyleRun?

  /// Reduces a failure of an exploration.
  public init(_ row: OutcomeSet.Row, in exploration: Exploration, disturbance: String = "plan") {
    let (subject, limits) = (exploration.subject, exploration.effort.limits)
    let shrinking = Shrinking(row, of: subject, limits: limits)
    let schedule: ReplayToken.Schedule =
      shrinking.constraints.map { .constrained($0, options: shrinking.options) } ?? .picks(row.picks)
    token = ReplayToken(
      program: subject.name, version: subject.version, disturbance: disturbance,
      programHash: subject.programHash(limits), schedule: schedule)
    let replay = Replay(token, on: subject, limits: limits)
    verdict = replay.verdict
    run = replay.run
    orderings = replay.orderings
    isShrunk = shrinking.constraints != nil
    shrunkFrom = (shrinking.candidates, shrinking.runs)
    foundInRun = row.firstRun
    plainRun = exploration.plainRun
  }
}

extension Exploration {
  /// The run under the plain schedule, for a version of a compared program. It is run again each time.
  public var plainRun: StyleRun? { subject.run(InTurn(), effort.limits, .everything).run }

  /// Every failing verdict, reduced to what it depends on.
  public var counterexamples: [Counterexample] { failures.map { Counterexample($0, in: self) } }
}
