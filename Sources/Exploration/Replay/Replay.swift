// Running a token's schedule again, on the same program or on what has become of it.

public import Comparison
public import EventLoops

/// A schedule that was run again.
public struct Replay: Sendable {
  /// What the run came to.
  public let verdict: Verdict
  /// What happened in the run, for a version of a compared program.
  public let run: StyleRun?
  /// Whether all that happened in the run is what happened when the token was made.
  public let isExact: Bool
  /// The orderings of the token, each in words and with whether the run has kept it.
  public let orderings: [Ordering]
  private let isListOfPicks: Bool
  /// The run as a table: its lines, the events that the orderings are about, and the state that events share.
  package let table: RunTable

  /// One ordering of a token.
  public struct Ordering: Sendable {
    /// The two events, or that one of them no longer exists.
    public let text: String
    /// Whether both events ran, or the second one was prevented, in this order.
    package let isKept: Bool
    /// Whether labels alone tell both events from all others. Events that only their number tells from others with the
    /// same label may be other ones once the program has changed.
    package let isCertain: Bool
  }

  /// Runs a token's schedule on a subject.
  ///
  /// - Parameters:
  ///   - token: The token.
  ///   - subject: The program from which the token was made, or what has become of it.
  ///   - limits: What stops the run.
  public init(_ token: ReplayToken, on subject: Subject, limits: VirtualEventLoop.Limits = Effort.quick.limits) {
    self.init(subject.run(token.schedule, limits), token)
  }

  /// Reads a run of a token's schedule.
  init(_ trial: SubjectRun, _ token: ReplayToken) {
    isExact = token.fingerprint == trial.fingerprint
    (verdict, run) = (trial.verdict, trial.run)
    orderings = token.schedule.constraints.map { Ordering($0, in: trial) }
    isListOfPicks = if case .picks = token.schedule { true } else { false }
    table = RunTable(trial, token.schedule.constraints)
  }

  /// How far the run is the one that the token was made from, in a sentence.
  public var fidelity: String {
    if isExact { return "exact: the run is the one that the token was made from, event by event" }
    let change = "approximate: the program has changed since the token was made"
    if isListOfPicks { return "\(change), and its picks may now mean other events" }
    if orderings.isEmpty { return change }
    let kept = orderings.filter(\.isKept)
    let doubtful = kept.count { !$0.isCertain }
    let doubt =
      doubtful == 0 ? "" : ", \(doubtful) of them perhaps between other events, which have no labels of their own"
    return "\(change), and \(kept.count) of \(orderings.count) orderings still apply\(doubt)"
  }
}

extension Replay.Ordering {
  init(_ constraint: OrderingConstraint, in trial: SubjectRun) {
    let names = EventLookup(trial)
    let (first, second) = (names.index(of: constraint.first), names.index(of: constraint.second))
    text = "\(names.text(of: first)) before \(names.text(of: second))"
    guard let record = trial.record, let first, let second, record.events[first].step >= 0 else {
      (isKept, isCertain) = (false, false)
      return
    }
    isKept = record.events[second].step < 0 || record.events[first].step < record.events[second].step
    isCertain = record.isToldByLabels(first) && record.isToldByLabels(second)
  }
}

extension Subject {
  /// Runs a schedule and records everything.
  func run(_ schedule: ReplayToken.Schedule, _ limits: VirtualEventLoop.Limits) -> SubjectRun {
    run(schedule.driver, limits, .everything)
  }
}

extension ReplayToken.Schedule {
  /// What runs the schedule.
  var driver: any ScheduleDriver {
    switch self {
    case .constrained(let constraints, let options): FairScheduler(ConstrainedOrder(constraints, options: options))
    case .picks(let picks): ReplayScheduler(picks)
    }
  }

  /// The orderings; none of a list of picks.
  var constraints: [OrderingConstraint] {
    if case .constrained(let constraints, _) = self { constraints } else { [] }
  }
}

/// What the events of a run are called.
struct EventLookup {
  private let trial: SubjectRun
  private var counts: [String: Int] = [:]

  init(_ trial: SubjectRun) {
    self.trial = trial
    for event in trial.report.trace.events { counts[event.label, default: 0] += 1 }
  }

  /// The event with a code; nil if there is none.
  ///
  /// - Complexity: O(number of events).
  func index(of code: EventCode) -> Int? {
    trial.record.flatMap { record in
      record.events.indices.first { EventCode($0, in: record, letters: code.letters) == code }
    }
  }

  /// The turn in which an event ran, counted from 1; nil if it did not run.
  func turn(of code: EventCode) -> Int? {
    guard let index = index(of: code), let step = trial.record?.events[index].step, step >= 0 else { return nil }
    return step + 1
  }

  /// When a turn was; zero for what was before the first.
  func instant(ofTurn turn: Int) -> Instant { step(ofTurn: turn)?.instant ?? .zero }

  /// What the event of a turn is called.
  func text(ofTurn turn: Int) -> String { step(ofTurn: turn).map { text(of: $0.event) } ?? "before the first event" }

  private func step(ofTurn turn: Int) -> ScheduleRecord.Step? {
    guard let steps = trial.record?.steps, steps.indices.contains(turn - 1) else { return nil }
    return steps[turn - 1]
  }

  /// The event's label, with its path if other events have the same one.
  func text(of index: Int?) -> String {
    guard let index, trial.report.trace.events.indices.contains(index) else { return "an event that is gone" }
    let event = trial.report.trace.events[index]
    let label = event.label
    if trial.countsSegments, event.kind == .task, !label.isEmpty {
      let number = trial.report.trace.events[...index].count { $0.kind == .task && $0.label == label }
      return counts[label] == 1 ? "'\(label)'" : "segment \(number) of '\(label)'"
    }
    let name = label.isEmpty ? "an event" : "'\(label)'"
    return counts[label] == 1 ? name : "\(name) [\(trial.report.trace.path(of: index))]"
  }
}
