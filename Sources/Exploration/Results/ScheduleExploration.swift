// What an exploration came to: the outcomes, how they were looked for, and what was not looked at.

/// The result of running one subject under many schedules.
public struct ScheduleExploration: Sendable {
  /// What was explored.
  public let subject: Subject
  /// How far the exploration was to go.
  package let effort: Effort
  /// What the runs came to.
  public let outcomes: OutcomeSet
  /// How the runs were chosen, phase by phase.
  package let phases: [Phase]
  /// How many runs there were, redundant ones included.
  public let runs: Int
  /// How many classes of schedules were met: schedules of one class differ only in what no event can tell.
  public let classes: Int
  /// Whether `classes` is exact; otherwise it is a lower bound.
  package let isEveryClassCounted: Bool
  /// How much of all schedules was run, and on what that claim rests.
  package let extent: Extent
  /// How many runs a limit cut.
  package let cutRuns: CutRuns
  /// What ran and is not understood by a search, by name, such as `an actor's queue`.
  package let unseen: [String]
  /// What the compiler's instrumentation showed; nil if no instrumented code ran.
  let instrumented: Instrumented?
  /// What the reduced search, although it came to its end, did not meet and other runs did.
  let missed: Missed
  /// Whether schedules were left out in which an event waits while a long chain of others runs.
  let isFairOnly: Bool
  /// Whether a run that does not end has ended the exploration.
  let hasMetEndlessRun: Bool
  /// About how many runs a complete search would take, where one was tried.
  package let estimate: Int?
  /// How many choices with two or more options the counted runs had.
  package let choices: ChoiceCount
  /// Why the result is not to be relied on; empty if it is.
  package let problems: [String]
  /// Whether the exploration was ended from outside before it was done.
  public let isInterrupted: Bool

  /// A part of an exploration.
  package struct Phase: Sendable {
    /// What kind of phase it is.
    package enum Kind: Sendable, Hashable {
      /// A systematic search, which can come to its end.
      case search
      /// A number of schedules.
      case sample
    }

    /// How the schedules were chosen.
    package let name: String
    /// What kind of phase it is.
    package let kind: Kind
    /// Whether it came to its end; otherwise the budget ran out, or the program did not repeat itself.
    package internal(set) var isFinished: Bool
    /// How many runs the phase took.
    package internal(set) var runs = 0
    /// How many classes no run before had met.
    package internal(set) var newClasses = 0
    /// How many verdicts no run before had met.
    package internal(set) var newOutcomes = 0
    /// About how many runs a search takes to its end, as far as is known.
    package internal(set) var estimate: Int?

    /// The name of the search of every order, and of the seeded runs.
    static let (everyOrder, seeded) = ("every order", "seeded")

    init(name: String, kind: Kind) {
      (self.name, self.kind) = (name, kind)
      isFinished = kind == .sample
    }
  }

  /// The progress of a running exploration.
  package struct Progress: Sendable, Hashable {
    /// What is explored.
    package let subject: String
    /// The present phase.
    package let phase: String
    /// How many runs there were.
    package let runs: Int
    /// How many classes of schedules were met.
    package let classes: Int
    /// How many verdicts were met.
    package let outcomes: Int
    /// How many of these break a rule.
    package let failures: Int
    /// About how many runs the present search takes, once it is known.
    package let estimate: Int?
    /// Which of several explorations it is, in a sweep.
    package internal(set) var part: Part?

    /// One of several explorations.
    package struct Part: Sendable, Hashable {
      /// Which one it is, counted from 1.
      package let number: Int
      /// How many there are.
      package let count: Int
    }
  }

  /// Receives the progress every 1,024 runs, or more often if the runs are long, and at the end of each phase. Explorations
  /// on several threads call it on all of them.
  package typealias Observer = @Sendable (Progress) -> Void

  /// Says whether to end the exploration now. It is called before each run, on the thread of the exploration.
  package typealias Interruption = @Sendable () -> Bool

  /// Explores a subject.
  ///
  /// - Parameters:
  ///   - subject: What to run.
  ///   - effort: How much to try.
  ///   - interruption: Says whether to end it early: the result is then what was found by then, and says so.
  public init(of subject: Subject, _ effort: Effort = .quick, interruption: (@Sendable () -> Bool)? = nil) {
    self.init(of: subject, effort, observer: nil, interruption: interruption)
  }

  /// Explores a subject, and reports the progress to an observer.
  package init(of subject: Subject, _ effort: Effort = .quick, observer: Observer?, interruption: Interruption? = nil) {
    self = Explorer.explore(subject, effort, observer, interruption)
  }

  init(
    subject: Subject, effort: Effort, outcomes: OutcomeSet, phases: [Phase], runs: Int, classes: Int,
    isEveryClassCounted: Bool, extent: Extent, cutRuns: CutRuns, unseen: [String], instrumented: Instrumented?,
    missed: Missed, isFairOnly: Bool, hasMetEndlessRun: Bool,
    estimate: Int?, choices: ChoiceCount, problems: [String], isInterrupted: Bool
  ) {
    self.subject = subject
    self.effort = effort
    self.outcomes = outcomes
    self.phases = phases
    self.runs = runs
    self.classes = classes
    self.isEveryClassCounted = isEveryClassCounted
    self.extent = extent
    self.cutRuns = cutRuns
    self.unseen = unseen
    self.instrumented = instrumented
    self.missed = missed
    (self.isFairOnly, self.hasMetEndlessRun) = (isFairOnly, hasMetEndlessRun)
    self.estimate = estimate
    self.choices = choices
    self.problems = problems
    self.isInterrupted = isInterrupted
  }

  /// The verdicts with findings, in the order in which they were met.
  public var failures: [OutcomeSet.Row] { outcomes.rows.filter { !$0.verdict.findings.isEmpty } }

  /// Whether no run broke a rule, some run came to each situation of `Oracle.sometimes`, and the exploration itself met no
  /// problem. That is not to say that no other run could break a rule.
  public var isClean: Bool { failures.isEmpty && caveats.isEmpty }
}
