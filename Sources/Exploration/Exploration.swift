// What an exploration came to: the outcomes, how they were looked for, and what was not looked at.

/// The result of running one subject under many schedules.
public struct Exploration: Sendable {
  /// What was explored.
  public let subject: Subject
  /// How far the exploration was to go.
  public let effort: Effort
  /// What the runs came to.
  public let outcomes: OutcomeSet
  /// How the runs were chosen, phase by phase.
  public let phases: [Phase]
  /// How many runs there were, redundant ones included.
  public let runs: Int
  /// How many classes of schedules were met: schedules of one class differ only in what no event can tell.
  public let classes: Int
  /// Whether every class was run.
  public let isComplete: Bool
  /// About how many runs a complete search would take, where one was tried.
  public let estimate: Int?
  /// Why the result is not to be relied on; empty if it is.
  public let problems: [String]

  /// A part of an exploration.
  public struct Phase: Sendable {
    /// How the schedules were chosen.
    public let name: String
    /// How many runs the phase took.
    public let runs: Int
    /// How many classes no phase before had met.
    public let newClasses: Int
    /// How many verdicts no phase before had met.
    public let newOutcomes: Int
  }

  /// Explores a subject.
  public init(of subject: Subject, _ effort: Effort = .quick) {
    self = Explorer.explore(subject, effort)
  }

  init(
    subject: Subject, effort: Effort, outcomes: OutcomeSet, phases: [Phase], runs: Int, classes: Int,
    isComplete: Bool, estimate: Int?, problems: [String]
  ) {
    self.subject = subject
    self.effort = effort
    self.outcomes = outcomes
    self.phases = phases
    self.runs = runs
    self.classes = classes
    self.isComplete = isComplete
    self.estimate = estimate
    self.problems = problems
  }

  /// The verdicts with findings, in the order in which they were met.
  public var failures: [OutcomeSet.Row] { outcomes.rows.filter { !$0.verdict.findings.isEmpty } }

  /// Whether no run broke a rule and the exploration itself met no problem. That is not to say that none could.
  public var isClean: Bool { failures.isEmpty && problems.isEmpty }

  /// What was seen and what was not, in one sentence.
  public var coverage: String {
    let seen = "\(runs) runs, \(classes) \(classes == 1 ? "class" : "classes") of schedules"
    if isComplete { return "\(seen): all there are" }
    let bound =
      effort.reversals.map { "up to \($0) \($0 == 1 ? "reversal" : "reversals")" } ?? "any number of reversals"
    let size = estimate.map { "; a search within the last bound takes about \($0) runs" } ?? ""
    return "\(seen), not all there are: \(bound), at most \(effort.runs) runs\(size)"
  }
}
