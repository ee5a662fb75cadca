// The ways in which the setting of a failure can be made simpler.

import Comparison
import EventLoops

/// A respect in which a setting can be simpler; they are tried in this order: what is left out goes before what is
/// only lowered, and what was done to the program before what the plan says of it.
enum Simplification: CaseIterable {
  case disturbance
  case cancellations
  case pipelines
  case limits
  case behaviours
  case occasion
  case allTimes
  case eachTime

  /// A simpler setting, and the description of the change. Shorter times are reported together at the end.
  struct Step {
    let origin: Subject.Origin
    let words: String?

    init(_ origin: Subject.Origin, _ words: String?, _ change: (inout Subject.Origin) -> Void) {
      var simpler = origin
      change(&simpler)
      (self.origin, self.words) = (simpler, words)
    }
  }

  /// The settings to try in place of one, the simplest first.
  func steps(from origin: Subject.Origin, _ run: StyleRun?) -> [Step] {
    switch self {
    case .disturbance: Self.lessDisturbed(origin, run)
    case .cancellations: Self.fewerCancellations(origin)
    case .pipelines: Self.fewerPipelines(origin)
    case .limits: Self.withoutLimits(origin)
    case .behaviours: Self.plainer(origin)
    case .occasion: Self.onOneOccasion(origin, run)
    case .allTimes: Self.ranked(origin)
    case .eachTime: Self.sooner(origin)
    }
  }

  /// Without anything that was done; with one of two things; with the latencies that the failing run had.
  private static func lessDisturbed(_ origin: Subject.Origin, _ run: StyleRun?) -> [Step] {
    guard let disturbance = origin.disturbance else { return [] }
    let none = Step(origin, "not needed: \(disturbance)") { $0.disturbance = nil }
    switch disturbance {
    case .both(let first, let second):
      return [
        none, Step(origin, "not needed: \(second)") { $0.disturbance = first },
        Step(origin, "not needed: \(first)") { $0.disturbance = second },
      ]
    case .times(_, let durations):
      guard let run else { return [none] }
      let taken = durations.keys.sorted().compactMap { call in run.latency(of: call).map { (call, $0) } }
      let words = taken.map { "\(callLabel($0)) takes \($1.shortText)" }
      return [
        none,
        Step(origin, "in place of a choice of times: \(words.formattedList)") { simpler in
          simpler.disturbance = nil
          for (call, latency) in taken { simpler.plan.setLatency(of: call, latency) }
        },
      ]
    default: return [none]
    }
  }

  /// A fault on one occasion in place of every one.
  private static func onOneOccasion(_ origin: Subject.Origin, _ run: StyleRun?) -> [Step] {
    guard case .fault(let call, let fault, nil) = origin.disturbance else { return [] }
    let count = run?.events.count { if case .sent(call, _) = $0.kind { true } else { false } } ?? 0
    guard count > 1 else { return [] }
    return (1...min(count, DisturbanceSweep.occasionLimit)).map { number in
      Step(origin, "only time \(number): \(callLabel(call)) \(fault)") {
        $0.disturbance = .fault(call: call, fault, only: number)
      }
    }
  }

  private static func fewerPipelines(_ origin: Subject.Origin) -> [Step] {
    let count = origin.plan.pipelines
    var seen: Set<Int> = [count]
    return [1, count / 2, count - 1].filter { $0 > 0 && $0 < count && seen.insert($0).inserted }.map { fewer in
      Step(origin, "pipelines: \(fewer) in place of \(count)") { simpler in
        simpler.plan.pipelines = fewer
        if fewer == 1 { simpler.plan.interval = .zero }
        simpler.plan.keepFirstPipelines(fewer)
        for index in simpler.plan.cancellations.indices {
          simpler.plan.cancellations[index].pipeline = min(simpler.plan.cancellations[index].pipeline, fewer)
        }
        if case .cancel(let pipeline, let instant) = simpler.disturbance {
          simpler.disturbance = .cancel(pipeline: min(pipeline, fewer), at: instant)
        }
      }
    }
  }

  private static func fewerCancellations(_ origin: Subject.Origin) -> [Step] {
    origin.plan.cancellations.indices.map { index in
      Step(origin, "a cancellation fewer") { $0.plan.cancellations.remove(at: index) }
    }
  }

  /// Without what bounds the pipelines and the API, and without what is set up.
  private static func withoutLimits(_ origin: Subject.Origin) -> [Step] {
    let plan = origin.plan
    var steps: [Step] = []
    if plan.timeout != nil { steps.append(Step(origin, "no time limit") { $0.plan.timeout = nil }) }
    if plan.capacity != nil { steps.append(Step(origin, "no limit on calls at once") { $0.plan.capacity = nil }) }
    if plan.faults != nil { steps.append(Step(origin, "no failures at random") { $0.plan.faults = nil }) }
    if plan.interval != .zero { steps.append(Step(origin, "all at once") { $0.plan.interval = .zero }) }
    steps += plan.timeouts.keys.sorted().map { pipeline in
      Step(origin, "no time limit of its own for pipeline \(pipeline)") { $0.plan.timeouts[pipeline] = nil }
    }
    steps += plan.starts.keys.sorted().map { pipeline in
      Step(origin, "pipeline \(pipeline) starts after the usual interval") { $0.plan.starts[pipeline] = nil }
    }
    steps += plan.settings.keys.sorted().map { name in
      Step(origin, "\(name) as usual") { $0.plan.settings[name] = nil }
    }
    steps += plan.recoveries.keys.sorted().map { name in
      Step(origin, "no recovery from \(callLabel(name))") { $0.plan.recoveries[name] = nil }
    }
    return steps
      + plan.steps.keys.sorted().map { number in
        Step(origin, "step \(number) passes its reply on") { $0.plan.steps[number] = nil }
      }
  }

  /// Without what the API does with single calls: all of it, or the part that is not as it should be.
  private static func plainer(_ origin: Subject.Origin) -> [Step] {
    let plan = origin.plan
    let occasions = plan.occasions.keys.sorted { ($0.call, $0.number) < ($1.call, $1.number) }
    var steps = occasions.map { occasion in
      Step(origin, "\(callLabel(occasion.call)) the same each time") { $0.plan.occasions[occasion] = nil }
    }
    steps += plan.pipelineCalls.keys.sorted().flatMap { key in
      let label = "\(callLabel(key.call)) of pipeline \(key.pipeline)"
      return [Step(origin, "\(label) as in the other pipelines") { $0.plan.pipelineCalls[key] = nil }]
        + plainer(label, key.call, plan.pipelineCalls[key], origin) { $0.plan.pipelineCalls[key] = $1 }
    }
    for name in plan.calls.keys.sorted() {
      guard let behaviour = plan.calls[name] else { continue }
      let label = callLabel(name)
      // A call that is not named answers with its request and takes as long as any.
      if plan.latency == behaviour.latency, behaviour != CallBehaviour(latency: plan.latency, answer: .returns(name)) {
        steps.append(Step(origin, "nothing special about \(label)") { $0.plan.calls[name] = nil })
      }
      steps += plainer(label, name, behaviour, origin) { $0.plan.calls[name] = $1 }
    }
    return steps
  }

  /// One behaviour with an attempt fewer, and without each part that is not as it should be.
  private static func plainer(
    _ label: String, _ call: String, _ behaviour: CallBehaviour?, _ origin: Subject.Origin,
    _ set: @escaping (inout Subject.Origin, CallBehaviour) -> Void
  ) -> [Step] {
    guard let behaviour else { return [] }
    func step(_ words: String, _ change: @escaping (inout CallBehaviour) -> Void) -> Step {
      Step(origin, words) { simpler in
        var plainer = behaviour
        change(&plainer)
        set(&simpler, plainer)
      }
    }
    var steps: [Step] = []
    if !behaviour.later.isEmpty {
      steps.append(
        step("\(label) without its first answer") { simpler in
          let later = simpler.later
          simpler = later[0]
          simpler.later = Array(later.dropFirst())
        })
      steps.append(step("\(label) without its last answer") { $0.later.removeLast() })
    }
    for attempt in 0...behaviour.later.count {
      let words = attempt == 0 ? label : "\(label), attempt \(attempt + 1),"
      let answer = behaviour.onAttempt(attempt + 1)
      func part(_ what: String, _ change: @escaping (inout CallBehaviour) -> Void) -> Step {
        step("\(words) \(what)") { attempt == 0 ? change(&$0) : change(&$0.later[attempt - 1]) }
      }
      if case .returns = answer.answer {
      } else {
        steps.append(part("succeeds") { $0.answer = .returns(call) })
      }
      if answer.deliveries > 1 { steps.append(part("answers once") { $0.deliveries = 1 }) }
      if answer.isSynchronous { steps.append(part("answers later") { $0.isSynchronous = false }) }
    }
    return steps
  }
}

extension StyleRun {
  /// How long the first answer to a call took; nil if there was none.
  fileprivate func latency(of call: String) -> Duration? {
    var sent: Instant?
    for event in events {
      switch event.kind {
      case .sent(call, _): sent = sent ?? event.instant
      case .replied(call, _), .failed(call, _): return sent.map { $0.duration(to: event.instant) }
      default: break
      }
    }
    return nil
  }
}

extension Plan {
  /// Moves the statements about pipelines beyond the new count to the last one, unless it has its own.
  fileprivate mutating func keepFirstPipelines(_ count: Int) {
    for key in pipelineCalls.keys.sorted() where key.pipeline > count {
      let last = PipelineCall(key.call, pipeline: count)
      pipelineCalls[last] = pipelineCalls[last] ?? pipelineCalls[key]
      pipelineCalls[key] = nil
    }
    for pipeline in starts.keys.sorted() where pipeline > count {
      starts[count] = starts[count] ?? starts[pipeline]
      starts[pipeline] = nil
    }
    for pipeline in timeouts.keys.sorted() where pipeline > count {
      timeouts[count] = timeouts[count] ?? timeouts[pipeline]
      timeouts[pipeline] = nil
    }
  }

  /// Gives a call a latency; all else about it stays as it is.
  fileprivate mutating func setLatency(of call: String, _ latency: Duration) {
    var behaviour = calls[call] ?? CallBehaviour(latency: self.latency, answer: .returns(call))
    behaviour.latency = latency...latency
    calls[call] = behaviour
  }
}
