// A program with one disturbance after another, each under the schedules that can be told apart.

public import Comparison
public import EventLoops

/// The explorations of one version of a program under each disturbance of a kind.
///
/// Cancellations are tried at every instant at which anything happens in the plain run, each as an event of its own
/// whose place among the others of its instant the search decides: so only places that can be told apart are tried.
public struct DisturbanceSweep: Sendable {
  /// The program and its version.
  public let subject: Subject
  /// One exploration for each disturbance that was tried.
  public let trials: [Trial]
  /// How many disturbances there would have been.
  public let possible: Int

  /// An exploration under one disturbance.
  public struct Trial: Sendable {
    /// What was done to the program.
    public let disturbance: Disturbance
    /// What came of it.
    public let exploration: Exploration

    /// Every failing verdict, reduced to what it depends on.
    public var counterexamples: [Counterexample] {
      exploration.failures.map { Counterexample($0, in: exploration, disturbance: disturbance.code) }
    }
  }

  /// What is swept.
  public enum Kind: String, Sendable, CaseIterable {
    /// A cancellation at each instant.
    case cancel
    /// Each fault of each call.
    case fault
  }

  /// Which of the disturbances are tried.
  public enum Choice: Sendable, Hashable {
    /// All of them.
    case all
    /// The last ones.
    case last(Int)
    /// So many at random, by the effort's seed.
    case sample(Int)
  }

  /// What one exploration of a sweep may take, unless told otherwise: one reversal, a hundred runs.
  public static let usualEffort = Effort(runs: 100, reversals: 1, seededRuns: 0, auditRuns: 0)

  /// Sweeps one version of a program.
  public init(
    _ kind: Kind, of program: ComparedProgram, _ version: ComparedProgram.Version, named name: String? = nil,
    under plan: Plan = Plan(), _ effort: Effort = usualEffort, choosing choice: Choice = .all,
    oracles: [Oracle] = Oracle.usual
  ) {
    let all = Self.disturbances(kind, of: program, version, under: plan, effort.limits)
    subject = Subject(program, version, named: name, under: plan, oracles: oracles)
    possible = all.count
    trials = choice.chosen(from: all, seed: effort.seed).map { disturbance in
      let disturbed = Subject(
        program, version, named: name, under: plan, disturbedBy: disturbance, effort.limits, oracles: oracles)
      return Trial(disturbance: disturbance, exploration: Exploration(of: disturbed, effort))
    }
  }

  /// All disturbances of a kind that a sweep would try.
  public static func disturbances(
    _ kind: Kind, of program: ComparedProgram, _ version: ComparedProgram.Version, under plan: Plan,
    _ limits: VirtualEventLoop.Limits = usualEffort.limits
  ) -> [Disturbance] {
    let plain = Subject(program, version, under: plan).run(InTurn(), limits, .everything)
    return kind == .cancel ? cancellations(of: plain, plan) : faults(of: plain)
  }

  /// The trials in which a rule was broken.
  public var failures: [Trial] { trials.filter { !$0.exploration.failures.isEmpty } }

  /// How many of the disturbances were tried, and in how many runs.
  public var coverage: String {
    let runs = trials.map(\.exploration.runs).reduce(0, +)
    let complete = trials.count(where: \.exploration.isComplete)
    return "\(trials.count) of \(possible) disturbances tried in \(runs) runs, \(complete) of them under all schedules"
  }

  private static func cancellations(of plain: SubjectRun, _ plan: Plan) -> [Disturbance] {
    var instants: [Instant] = []
    for step in plain.record?.steps ?? [] where instants.last != step.instant { instants.append(step.instant) }
    return (1...plan.pipelines).flatMap { pipeline in instants.map { .cancel(pipeline: pipeline, at: $0) } }
  }

  private static func faults(of plain: SubjectRun) -> [Disturbance] {
    var sent: [(call: String, at: Instant)] = []
    for event in plain.run?.events ?? [] {
      guard case .sent(let call, _) = event.kind, !sent.contains(where: { $0.call == call }) else { continue }
      sent.append((call, event.instant))
    }
    let deadlines = plain.report.trace.events.filter {
      ($0.kind == .timer || $0.kind == .sleep) && !$0.label.hasPrefix("reply to ")
    }.map(\.due)
    return sent.flatMap { call, instant -> [Disturbance] in
      var faults: [Disturbance.Fault] = [.fails, .failsAtOnce, .hangs, .answersTwice, .answersAtOnce]
      for deadline in deadlines where deadline > instant {
        let duration = instant.duration(to: deadline)
        for shift in [-1, 0, 1] {
          let fault = Disturbance.Fault.takes(duration + .milliseconds(shift))
          if duration + .milliseconds(shift) >= .zero, !faults.contains(fault) { faults.append(fault) }
        }
      }
      return faults.map { .fault(call: call, $0) }
    }
  }
}

extension DisturbanceSweep.Choice {
  func chosen(from all: [Disturbance], seed: UInt64) -> [Disturbance] {
    switch self {
    case .all: return all
    case .last(let count): return all.suffix(count)
    case .sample(let count):
      var generator = SeededGenerator(seed: seed)
      var left = Array(all.indices)
      var chosen: [Int] = []
      while chosen.count < count, !left.isEmpty { chosen.append(left.remove(at: generator.next(below: left.count))) }
      return chosen.sorted().map { all[$0] }
    }
  }
}

extension Subject {
  /// A version of a compared program under a plan and one disturbance.
  public init(
    _ program: ComparedProgram, _ version: ComparedProgram.Version, named name: String? = nil, under plan: Plan,
    disturbedBy disturbance: Disturbance, _ limits: VirtualEventLoop.Limits = Effort.quick.limits,
    oracles: [Oracle] = Oracle.usual
  ) {
    var oracles = oracles
    if case .fault(let call, .fails) = disturbance {
      let plain = Subject(program, version, under: plan).run(InTurn(), limits, .leftovers)
      oracles.append(.failureIsNotLost(of: call, plain: plain))
    }
    // That a call was answered twice is what was done to the program, not what it does.
    if case .fault(_, .answersTwice) = disturbance { oracles = oracles.map { $0.passingOver("violation \"reply to ") } }
    self.init(program, version, named: name, under: disturbance.applied(to: plan), oracles: oracles)
  }
}

extension Oracle {
  /// A call's failure changes the result, or the program says that it went on without the call.
  fileprivate static func failureIsNotLost(of call: String, plain: SubjectRun) -> Oracle {
    let expected = plain.verdict.outcome
    return Oracle("failure is not lost") { run, _ in
      let outcome = Verdict(of: run, under: Plan(), by: []).outcome
      let hasFailed = run.events.contains { if case .failed(call, _) = $0.kind { true } else { false } }
      let isHandled = run.events.contains { event in
        switch event.kind {
        case .recovered, .caught: true
        default: false
        }
      }
      return hasFailed && !isHandled && outcome == expected ? ["the failure of \(callLabel(call)) is lost"] : []
    }
  }
}
