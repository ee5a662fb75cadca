// Running a token's schedule again, on the same program or on what has become of it.

public import Comparison
public import EventLoops

/// A schedule that was run again.
public struct Replay: Sendable {
  /// What the run came to.
  public let verdict: Verdict
  /// What happened in the run, for a version of a compared program.
  public let run: StyleRun?
  /// Whether the program's plain run is the one that the token was made from.
  public let isExact: Bool
  /// The orderings of the token, each in words and with whether the run has kept it.
  public let orderings: [Ordering]

  /// The run as a table: its lines, the events that the orderings are about, and the state that events share.
  public let table: RunTable

  /// One ordering of a token.
  public struct Ordering: Sendable {
    /// The two events, or that one of them no longer exists.
    public let text: String
    /// Whether both events ran, or the second one was prevented, in this order.
    public let isKept: Bool
  }

  /// Runs a token's schedule on a subject.
  public init(_ token: ReplayToken, on subject: Subject, limits: VirtualEventLoop.Limits = Effort.quick.limits) {
    isExact = token.programHash == subject.programHash(limits)
    let trial = subject.run(token.schedule.driver, limits, .everything)
    (verdict, run) = (trial.verdict, trial.run)
    orderings = token.schedule.constraints.map { Ordering($0, in: trial) }
    table = RunTable(trial, token.schedule.constraints)
  }

  /// How far the run is the one that the token was made from, in a sentence.
  public var fidelity: String {
    if isExact { return "exact: the program is the one that the token was made from" }
    if orderings.isEmpty { return "approximate: the program has changed since the token was made" }
    let kept = orderings.count(where: \.isKept)
    return "approximate: the program has changed since the token was made, and \(kept) of \(orderings.count) "
      + "orderings still apply"
  }
}

extension Replay.Ordering {
  init(_ constraint: OrderingConstraint, in trial: SubjectRun) {
    let names = EventNames(trial)
    let (first, second) = (names.index(of: constraint.first), names.index(of: constraint.second))
    text = "\(names.text(of: first)) before \(names.text(of: second))"
    guard let record = trial.record, let first, let second, record.events[first].step >= 0 else {
      isKept = false
      return
    }
    isKept = record.events[second].step < 0 || record.events[first].step < record.events[second].step
  }
}

extension ReplayToken.Schedule {
  /// What runs the schedule.
  var driver: any ScheduleDriver {
    switch self {
    case .constrained(let constraints, let options): ConstrainedOrder(constraints, options: options)
    case .picks(let picks): ScriptedPicks(picks)
    }
  }

  /// The orderings; none of a list of picks.
  var constraints: [OrderingConstraint] {
    if case .constrained(let constraints, _) = self { constraints } else { [] }
  }
}

/// What the events of a run are called.
struct EventNames {
  private let trial: SubjectRun
  private var indices: [UInt32: Int] = [:]
  private var counts: [String: Int] = [:]

  init(_ trial: SubjectRun) {
    self.trial = trial
    for (index, event) in (trial.record?.events ?? []).enumerated() {
      indices[OrderingConstraint.code(of: event)] = index
    }
    for event in trial.report.trace.events { counts[event.label, default: 0] += 1 }
  }

  func index(of code: UInt32) -> Int? { indices[code] }

  /// The turn in which an event ran, counted from 1; nil if it did not run.
  func turn(of code: UInt32) -> Int? {
    guard let index = indices[code], let step = trial.record?.events[index].step, step >= 0 else { return nil }
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
    let label = trial.report.trace.events[index].label
    let name = label.isEmpty ? "an event" : "'\(label)'"
    return counts[label] == 1 ? name : "\(name) [\(trial.report.trace.path(of: index))]"
  }
}

extension Subject {
  /// A hash of the plain run, which changes when the program posts other events.
  func programHash(_ limits: VirtualEventLoop.Limits) -> UInt32 {
    UInt32(truncatingIfNeeded: (run(InTurn(), limits, .leftovers).record?.fingerprint ?? 0) >> 44)
  }
}
