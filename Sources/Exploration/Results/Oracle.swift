// What must hold of every run, whatever the schedule.

public import Comparison
import EventLoops

/// A rule that every run has to keep, or a situation that some run has to come to.
public struct Oracle: Sendable {
  /// The rule's name.
  package let name: String
  private let check: @Sendable (StyleRun, Plan) -> [String]
  /// Whether a run comes to the situation; nil for a rule that every run has to keep.
  private let isReached: (@Sendable (StyleRun, Plan) -> Bool)?

  /// A rule of one's own.
  ///
  /// - Parameters:
  ///   - name: The rule's name, as reports have it.
  ///   - check: Says what does not hold of a run, one sentence each; nothing if the rule is kept.
  public init(_ name: String, _ check: @escaping @Sendable (StyleRun, Plan) -> [String]) {
    self.init(name, check, nil)
  }

  private init(
    _ name: String, _ check: @escaping @Sendable (StyleRun, Plan) -> [String],
    _ isReached: (@Sendable (StyleRun, Plan) -> Bool)?
  ) {
    self.name = name
    self.check = check
    self.isReached = isReached
  }

  /// A situation that some run has to come to, so that an exploration without a finding is not empty.
  ///
  /// No run breaks it. What no run came to is in `ScheduleExploration.unreached`, and the exploration is then not clean.
  ///
  /// - Parameters:
  ///   - name: The situation, as reports have it: `a waiter was cancelled`.
  ///   - isReached: Whether a run has come to it.
  public static func sometimes(
    _ name: String, _ isReached: @escaping @Sendable (_ run: StyleRun, _ plan: Plan) -> Bool
  ) -> Oracle {
    Oracle(name, { _, _ in [] }, isReached)
  }

  /// A situation that some run has to come to, and that the program names by `ProgramContext.reached(_:)`.
  ///
  /// - Parameter name: The situation, as the program and reports have it.
  public static func sometimes(_ name: String) -> Oracle {
    sometimes(name) { run, _ in run.reached.contains(name) }
  }

  /// Whether it is about some run and not about every one.
  package var isSometimes: Bool { isReached != nil }

  /// Whether a run has come to the situation; false for a rule that every run has to keep.
  func isReached(in run: StyleRun, under plan: Plan) -> Bool { isReached?(run, plan) ?? false }

  /// The rule, without some of its findings.
  func passingOver(_ isExpected: @escaping @Sendable (String) -> Bool) -> Oracle {
    Oracle(name, { run, plan in check(run, plan).filter { !isExpected($0) } }, isReached)
  }

  /// What does not hold of a run.
  package func findings(in run: StyleRun, under plan: Plan) -> [String] {
    check(run, plan)
  }

  /// The rules that hold for any program.
  public static let usual = [
    delivers, deliversOnce, startsNothingLate, answersAlike, waitsInNoCycle, leavesNothing,
  ]

  /// The outcome is one of those that are right.
  public static func outcome(among right: [String]) -> Oracle {
    Oracle("right outcome") { run, _ in
      let outcome = Verdict.of(run, under: Plan(), by: []).outcome
      return right.contains(outcome) ? [] : ["\(outcome) is not \(right.joined(separator: " or "))"]
    }
  }

  /// Every pipeline that was started delivers a result.
  public static let delivers = Oracle("delivers") { run, plan in
    // A trap is what is to be said of a run that has no result for that reason.
    guard plan.start == .atOnce, run.report.trap == nil else { return [] }
    return run.outcomes.enumerated().filter { $0.element == nil }.map {
      "no result was delivered" + (run.pipelines > 1 ? " by pipeline \($0.offset + 1)" : "")
    }
  }

  /// No pipeline delivers a second result.
  public static let deliversOnce = Oracle("delivers once") { run, _ in
    run.events.compactMap {
      if case .finishedAgain(let outcome) = $0.kind { "a second result was delivered: \(outcome)" } else { nil }
    }
  }

  /// No call is sent in a later event than the one in which the cancellation was requested.
  public static let startsNothingLate = Oracle("starts nothing after a cancellation") { run, plan in
    happenings(in: run, afterCancellationsOf: plan).compactMap { event in
      guard case .sent(let call, _) = event.kind else { return nil }
      return "\(callLabel(call)) was sent after the cancellation"
    }
  }

  /// No call that was sent before a cancellation is answered in a later event than the one in which it was requested:
  /// a cancelled call is not answered.
  ///
  /// Not among the usual rules: a program may rightly let a call end whose answer it no longer wants.
  public static let receivesNothingLate = Oracle("receives nothing after a cancellation") { run, plan in
    happenings(in: run, afterCancellationsOf: plan).compactMap { event in
      guard case .replied(let call, _) = event.kind else { return nil }
      return "\(callLabel(call)) was answered after the cancellation"
    }
  }

  /// What happened to each pipeline in a later event than the one in which its cancellation was requested.
  private static func happenings(in run: StyleRun, afterCancellationsOf plan: Plan) -> [SemanticEvent] {
    guard !plan.cancellations.isEmpty else { return [] }
    return (1...run.pipelines).flatMap { pipeline -> [SemanticEvent] in
      let events = run.events.filter { $0.pipeline == pipeline }
      guard let request = events.first(where: { $0.kind == .cancelRequested }) else { return [] }
      return events.filter { $0.turn > request.turn }
    }
  }

  /// A call is always answered before it returns to its caller, or never: its caller cannot be right both times.
  public static let answersAlike = Oracle("answers alike") { run, _ in
    // Most programs have no such call, which a look at each reply's own turn tells.
    guard run.events.indices.contains(where: { isPrompt($0, in: run.events) }) else { return [] }
    var inFlight: [(pipeline: Int, call: String, turn: Int)] = []
    var kinds: [(call: String, isPrompt: Bool)] = []
    var mixed: [String] = []
    for event in run.events {
      switch event.kind {
      case .sent(let call, _):
        inFlight.removeAll { $0.pipeline == event.pipeline && $0.call == call }
        inFlight.append((event.pipeline, call, event.turn))
      case .replied(let call, _), .failed(let call, _):
        guard let sent = inFlight.firstIndex(where: { $0.pipeline == event.pipeline && $0.call == call }) else {
          continue
        }
        let isPrompt = inFlight.remove(at: sent).turn == event.turn
        guard let known = kinds.first(where: { $0.call == call }) else {
          kinds.append((call, isPrompt))
          continue
        }
        if known.isPrompt != isPrompt, !mixed.contains(call) { mixed.append(call) }
      default: break
      }
    }
    return mixed.map { "\(callLabel($0)) is answered sometimes before it returns and sometimes later" }
  }

  /// Whether an event is the answer to a call that was sent in the same event of the loop.
  private static func isPrompt(_ index: Int, in events: [SemanticEvent]) -> Bool {
    guard index > 0, events[index - 1].turn == events[index].turn else { return false }
    let answered: String
    switch events[index].kind {
    case .replied(let call, _), .failed(let call, _): answered = call
    default: return false
    }
    return events[..<index].reversed().prefix { $0.turn == events[index].turn }.contains { event in
      if case .sent(answered, _) = event.kind { event.pipeline == events[index].pipeline } else { false }
    }
  }

  /// The wait graph has no cycle, as far as the program declares its waits.
  public static let waitsInNoCycle = Oracle("waits in no cycle") { run, _ in
    run.waitCycle.isEmpty ? [] : [run.waitCycle.map(\.description).joined(separator: "; ")]
  }

  /// Nothing is left over, no contract is broken, nothing leaves the loop.
  public static let leavesNothing = Oracle("leaves nothing behind") { run, _ in
    if run.report.isClean { return [] }
    return run.endingLines.map(\.text)
  }
}
