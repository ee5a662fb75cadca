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
  /// Whether `classes` is their number; otherwise there were so many that it is only known that there were no fewer.
  public let isEveryClassCounted: Bool
  /// Whether every class was run.
  public let isComplete: Bool
  /// About how many runs a complete search would take, where one was tried.
  public let estimate: Int?
  /// How many choices with two or more options the counted runs had.
  public let choices: ChoiceCount
  /// Why the result is not to be relied on; empty if it is.
  public let problems: [String]

  /// A part of an exploration.
  public struct Phase: Sendable {
    /// What kind of phase it is.
    public enum Kind: Sendable, Hashable {
      /// A systematic search, which can come to its end.
      case search
      /// So many schedules.
      case sample
    }

    /// How the schedules were chosen.
    public let name: String
    /// What kind of phase it is.
    public let kind: Kind
    /// Whether it came to its end; otherwise the budget ran out, or the program did not repeat itself.
    public let isFinished: Bool
    /// How many runs the phase took.
    public let runs: Int
    /// How many classes no phase before had met.
    public let newClasses: Int
    /// How many verdicts no phase before had met.
    public let newOutcomes: Int
  }

  /// How far an exploration has come while it goes on.
  public struct Progress: Sendable, Hashable {
    /// What is explored.
    public let subject: String
    /// The present phase.
    public let phase: String
    /// How many runs there were.
    public let runs: Int
    /// How many classes of schedules were met.
    public let classes: Int
    /// How many verdicts were met.
    public let outcomes: Int
    /// How many of these break a rule.
    public let failures: Int
    /// About how many runs the present search takes, once it is known.
    public let estimate: Int?
  }

  /// Is told of the progress every 1,024 runs and at the end of each phase.
  public typealias Observer = (Progress) -> Void

  /// Explores a subject.
  ///
  /// - Parameters:
  ///   - subject: What to run.
  ///   - effort: How much to try.
  ///   - observer: Told how far it has come.
  public init(of subject: Subject, _ effort: Effort = .quick, observer: Observer? = nil) {
    self = Explorer.explore(subject, effort, observer)
  }

  init(
    subject: Subject, effort: Effort, outcomes: OutcomeSet, phases: [Phase], runs: Int, classes: Int,
    isEveryClassCounted: Bool, isComplete: Bool, estimate: Int?, choices: ChoiceCount, problems: [String]
  ) {
    self.subject = subject
    self.effort = effort
    self.outcomes = outcomes
    self.phases = phases
    self.runs = runs
    self.classes = classes
    self.isEveryClassCounted = isEveryClassCounted
    self.isComplete = isComplete
    self.estimate = estimate
    self.choices = choices
    self.problems = problems
  }

  /// The verdicts with findings, in the order in which they were met.
  public var failures: [OutcomeSet.Row] { outcomes.rows.filter { !$0.verdict.findings.isEmpty } }

  /// Whether no run broke a rule, some run came to each situation of `Oracle.sometimes`, and the exploration itself met no
  /// problem. That is not to say that no other run could break a rule.
  public var isClean: Bool { failures.isEmpty && caveats.isEmpty }

  /// What was seen and what was not, in one sentence.
  public var coverage: String {
    let least = isEveryClassCounted ? "" : "at least "
    let seen = "\(runs) runs, \(least)\(classes) \(classes == 1 ? "class" : "classes") of schedules"
    return isComplete ? "\(seen): all there are" : "\(seen), not all there are: \(extent)"
  }

  /// How many of the runs fail, when something new was met last, and how many choices a run had: in one sentence.
  public var statistics: String {
    let failing = failures.map(\.count).reduce(0, +)
    let part = failing == 0 ? "no run fails" : "\(failing) of \(choices.runs) runs fail"
    let last = outcomes.rows.last?.firstRun ?? 0
    return "\(part); the last new outcome came in run \(last); \(choices)"
  }

  /// How far the searches went, and what ended them.
  private var extent: String {
    let searches = phases.filter { $0.kind == .search }
    var parts: [String] = []
    if let done = searches.last(where: \.isFinished) { parts.append("the search with \(done.name) was finished") }
    if let cut = searches.last, !cut.isFinished {
      let size = estimate.map { " of about \($0)" } ?? ""
      parts.append("that with \(cut.name) was stopped after \(cut.runs) runs\(size), by the budget of \(effort.runs)")
    } else if !searches.isEmpty {
      parts.append("schedules with more reversals were not searched")
    }
    if parts.isEmpty { parts.append("no search was made") }
    if let sampled = phases.first(where: { $0.name == "seeded" }) {
      parts.append("\(sampled.runs) seeded runs followed")
    }
    return parts.joined(separator: "; ")
  }
}
