// A program with one disturbance after another, each under all distinguishable schedules.

public import Comparison
public import EventLoops

/// The explorations of one version of a program under each disturbance of a kind.
///
/// Cancellations are tried at every instant at which anything happens in the plain run. Each is an event of its own, and
/// the search decides its place among the other events of the instant: so only distinguishable places are tried.
public struct DisturbanceSweep: Sendable {
  /// The program and its version.
  package let subject: Subject
  /// One exploration for each disturbance that was tried.
  public let trials: [Trial]
  /// How many disturbances were to be tried: fewer than `possible` if the sweep selects some of them.
  package let selectedCount: Int
  /// How many disturbances there would have been.
  package let possible: Int

  /// An exploration under one disturbance.
  public struct Trial: Sendable {
    /// What was done to the program.
    package let disturbance: Disturbance
    /// The result of it.
    public let exploration: ScheduleExploration

    /// Every failing verdict, reduced to what it depends on.
    public var counterexamples: [Counterexample] { exploration.counterexamples }
  }

  /// What is swept.
  public enum Kind: Sendable, CaseIterable {
    /// A cancellation at each instant.
    case cancel
    /// Each fault of each call.
    case fault

    /// The name on the command line.
    package var name: String {
      switch self {
      case .cancel: "cancel"
      case .fault: "fault"
      }
    }
  }

  /// Which of the disturbances are tried.
  public enum Selection: Sendable, Hashable {
    /// All of them.
    case all
    /// Of the cancellations, those at instants at which a call is sent or answered; all of the faults.
    case awaitsOnly
    /// Of the cancellations, those within a span of time; of the faults, those of calls that are sent within it.
    case window(ClosedRange<Instant>)
    /// The last ones.
    case last(Int)
    /// A number of random disturbances, selected by the effort's seed.
    case sample(Int)
  }

  /// The default effort of each exploration of a sweep: one reversal, a hundred runs.
  public static let usualEffort = Effort(runs: 100, reversals: 1, seededRuns: 0, auditRuns: 0)

  /// Sweeps one version of a program.
  ///
  /// - Parameters:
  ///   - kind: What to disturb by: cancellations or faults.
  ///   - program: The program.
  ///   - version: The version of the program to sweep.
  ///   - name: What reports and tokens call it; as the program, unless given.
  ///   - plan: The plan that is disturbed.
  ///   - effort: What each exploration may take.
  ///   - selection: Which of the possible disturbances to try.
  ///   - inPairs: Whether each fault is also tried together with each fault of another call and each cancellation.
  ///   - oracles: What must hold of every run.
  ///   - workers: How many disturbances are tried at a time, each on a thread of its own. With one, they are tried one
  ///     after the other on the caller's thread.
  ///   - interruption: Says whether to end the sweep early.
  public init(
    _ kind: Kind, of program: ComparedProgram, _ version: ComparedProgram.Version, named name: String? = nil,
    under plan: Plan = Plan(), _ effort: Effort = usualEffort, selecting selection: Selection = .all,
    inPairs: Bool = false, oracles: [Oracle] = Oracle.usual, workers: Int = 1,
    interruption: (@Sendable () -> Bool)? = nil
  ) {
    self.init(
      kind, of: program, version, named: name, under: plan, effort, selecting: selection, inPairs: inPairs,
      oracles: oracles, workers: workers, observer: nil, interruption: interruption)
  }

  /// Sweeps one version of a program, and reports the progress to an observer.
  package init(
    _ kind: Kind, of program: ComparedProgram, _ version: ComparedProgram.Version, named name: String? = nil,
    under plan: Plan = Plan(), _ effort: Effort = usualEffort, selecting selection: Selection = .all,
    inPairs: Bool = false, oracles: [Oracle] = Oracle.usual, workers: Int = 1,
    observer: ScheduleExploration.Observer?, interruption: ScheduleExploration.Interruption? = nil
  ) {
    let all = Self.disturbances(kind, of: program, version, under: plan, effort.limits, inPairs: inPairs)
    subject = Subject(program, version, named: name, under: plan, oracles: oracles)
    possible = all.count
    let timeline = PlainTimes(program, version, under: plan, effort.limits)
    let selected = selection.selected(from: all, timeline, seed: effort.seed)
    selectedCount = selected.count
    trials = OrderedWork(Array(selected.enumerated()), workers: workers) { index, disturbance -> Trial? in
      if interruption?() == true { return nil }
      let part = ScheduleExploration.Progress.Part(number: index + 1, count: selected.count)
      let observer = observer.map { observer -> ScheduleExploration.Observer in
        { progress in
          var progress = progress
          progress.part = part
          observer(progress)
        }
      }
      let disturbed = Subject(
        program, version, named: name, under: plan, disturbedBy: disturbance, effort.limits, oracles: oracles)
      return Trial(
        disturbance: disturbance,
        exploration: ScheduleExploration(of: disturbed, effort, observer: observer, interruption: interruption))
    }.all.compactMap(\.self)
  }

  /// All disturbances of a kind that a sweep would try: single ones first, then pairs of them.
  package static func disturbances(
    _ kind: Kind, of program: ComparedProgram, _ version: ComparedProgram.Version, under plan: Plan,
    _ limits: VirtualEventLoop.Limits = usualEffort.limits, inPairs: Bool = false
  ) -> [Disturbance] {
    let timeline = PlainTimes(program, version, under: plan, limits)
    let cancellations = cancellations(at: timeline.instants, plan)
    if kind == .cancel { return cancellations }
    let faults = faults(of: timeline).flatMap { call, fault in
      // A call that is sent again may also misbehave on one occasion only. How often it is sent can depend on the
      // fault: each time is tried until a run has no such time.
      let sticky = Disturbance.fault(call: call, fault)
      let count = PlainTimes(program, version, under: sticky.applied(to: plan), limits).counts[call] ?? 0
      let times = max(count, timeline.counts[call] ?? 0)
      return [sticky] + (times > 1 ? (1...min(times, occasionLimit)).map { .fault(call: call, fault, only: $0) } : [])
    }
    return inPairs ? faults + pairs(of: faults, cancellations) : faults
  }

  /// How many occasions of one call are tried by themselves.
  static let occasionLimit = 8

  private static func pairs(of faults: [Disturbance], _ cancellations: [Disturbance]) -> [Disturbance] {
    let among = faults.indices.flatMap { index in
      faults[(index + 1)...].compactMap { other -> Disturbance? in
        guard case .fault(let call, _, _) = faults[index], case .fault(let second, _, _) = other, call != second
        else { return nil }
        return .both(faults[index], other)
      }
    }
    return among + faults.flatMap { fault in cancellations.map { .both(fault, $0) } }
  }

  /// The trials in which a rule was broken.
  public var failures: [Trial] { trials.filter { !$0.exploration.failures.isEmpty } }

  /// How many of the disturbances were tried, and in how many runs.
  public var coverage: String {
    let runs = trials.map(\.exploration.runs).reduce(0, +)
    let complete = trials.count(where: \.exploration.isComplete)
    let ending = isInterrupted ? "; interrupted: \(selectedCount - trials.count) were not tried" : ""
    return "\(trials.count) of \(possible) disturbances tried in \(runs) runs, \(complete) of them under all schedules"
      + ending
  }

  /// Whether the sweep was ended from outside before it was done.
  public var isInterrupted: Bool { trials.count < selectedCount || trials.contains { $0.exploration.isInterrupted } }

  private static func cancellations(at instants: [Instant], _ plan: Plan) -> [Disturbance] {
    (1...plan.pipelines).flatMap { pipeline in instants.map { .cancel(pipeline: pipeline, at: $0) } }
  }

  private static func faults(of timeline: PlainTimes) -> [(call: String, Disturbance.Fault)] {
    timeline.sendings.flatMap { call, instant -> [(String, Disturbance.Fault)] in
      var faults: [Disturbance.Fault] = [.fails, .failsAtOnce, .hangs, .answersTwice, .answersAtOnce]
      for deadline in timeline.deadlines where deadline > instant {
        let duration = instant.duration(to: deadline)
        for shift in [-1, 0, 1] {
          let fault = Disturbance.Fault.takes(duration + .milliseconds(shift))
          if duration + .milliseconds(shift) >= .zero, !faults.contains(fault) { faults.append(fault) }
        }
      }
      return faults.map { (call, $0) }
    }
  }
}

extension DisturbanceSweep.Selection {
  func selected(from all: [Disturbance], _ timeline: PlainTimes, seed: UInt64) -> [Disturbance] {
    switch self {
    case .all: return all
    case .awaitsOnly:
      return all.filter {
        $0.holds(in: timeline) { instant, isCancellation in !isCancellation || timeline.waits.contains(instant) }
      }
    case .window(let span):
      return all.filter { $0.holds(in: timeline) { instant, _ in span.contains(instant) } }
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

extension Disturbance {
  /// Whether something holds of the instant of each of its parts: of a cancellation's, and of a faulty call's sending.
  fileprivate func holds(in timeline: PlainTimes, _ test: (Instant, _ isCancellation: Bool) -> Bool) -> Bool {
    parts.allSatisfy { part in
      switch part {
      case .cancel(_, let instant): test(instant, true)
      case .fault(let call, _, _): timeline.sendings.first { $0.call == call }.map { test($0.at, false) } ?? false
      case .both, .times: true
      }
    }
  }
}

extension Subject {
  /// A version of a compared program under a plan and one disturbance.
  package init(
    _ program: ComparedProgram, _ version: ComparedProgram.Version, named name: String? = nil, under plan: Plan,
    disturbedBy disturbance: Disturbance, _ limits: VirtualEventLoop.Limits = Effort.quick.limits,
    oracles: [Oracle] = Oracle.usual
  ) {
    let origin = Origin(program: program, version: version, plan: plan, disturbance: disturbance, oracles: oracles)
    var oracles = oracles
    for part in disturbance.parts {
      // That an API answers otherwise on one occasion is what was done to the program, not what it does.
      if case .fault(let call, let fault, .some) = part, [.answersAtOnce, .failsAtOnce].contains(fault) {
        oracles = oracles.map { $0.passingOver { $0.hasPrefix("\(callLabel(call)) is answered sometimes") } }
      }
      switch part {
      case .fault(let call, .fails, _), .fault(let call, .failsAtOnce, _):
        oracles.append(
          .failureIsNotLost(of: call) {
            Subject(program, version, under: plan).run(FIFOScheduler(), limits, .leftovers).verdict.outcome
          })
      // Nor is that it answers twice.
      case .fault(_, .answersTwice, _):
        oracles = oracles.map { $0.passingOver { $0.hasPrefix("violation \"reply to ") } }
      default: break
      }
    }
    let subject = Subject(program, version, named: name, under: disturbance.applied(to: plan), oracles: oracles)
    self = subject.noting(disturbance, origin)
  }
}
