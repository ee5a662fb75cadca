// The API that compared programs call: its answers and their latencies come from the plan.

import Callbacks
package import EventLoops

/// An API with a face for each style; see `SimulatedAPI+Callback`, `+Future` and `+Async`.
///
/// The plan determines its answers; where a program runs for real, a `Transport` delivers them.
public struct SimulatedAPI: Sendable {
  /// A pipeline of a run: one object, because every closure that makes calls retains the API.
  final class Circumstances: Sendable {
    let run: RunCircumstances
    let loop: any EventLoop
    let journal: Journal
    let pipeline: Int

    init(_ run: RunCircumstances, pipeline: Int) {
      self.run = run
      loop = run.loop
      journal = run.journal
      self.pipeline = pipeline
    }

    // Not inlined: an object that is read out of another one is retained for a call, unless that one is `self`.

    /// Records that something happened now to the pipeline.
    @inline(never)
    func record(_ kind: consuming SemanticEvent.Kind, at site: SourceSite?) {
      journal.record(kind, pipeline: pipeline, at: site)
    }

    /// Notes that something is owed to the pipeline.
    @inline(never)
    func open(_ kind: Obligation.Kind, named label: String, at site: SourceSite) -> Obligation.ID {
      loop.open(kind, named: label, at: site)
    }
  }

  let circumstances: Circumstances

  var loop: any EventLoop { circumstances.loop }
  var plan: Plan { circumstances.run.plan }
  var journal: Journal { circumstances.journal }
  var pipeline: Int { circumstances.pipeline }

  /// An API for one pipeline that answers as `plan` says and records in `journal`.
  package init(on loop: any EventLoop, plan: Plan, journal: Journal, pipeline: Int = 1) {
    self.init(RunCircumstances(on: loop, plan: plan, journal: journal), pipeline: pipeline)
  }

  init(_ run: RunCircumstances, pipeline: Int) {
    circumstances = Circumstances(run, pipeline: pipeline)
  }

  /// Sends a call: the part that all three faces share.
  ///
  /// - Parameters:
  ///   - stubbed: The answer of a stub, which goes before the replies of the plan.
  ///   - kind: What the answer is owed to, unless the caller's style accounts for that itself.
  ///   - waiter: What waits for the answer.
  func send(
    _ call: CallName, _ request: String, stubbed: StubbedAnswer? = nil, owedTo kind: Obligation.Kind?,
    at site: SourceSite, for waiter: consuming SimulatedCall.Waiter
  ) -> SimulatedCall {
    let treatment = treatment(of: call, request, stubbed)
    let obligation = kind.map { circumstances.open($0, named: call.replyLabel, at: site) } ?? .none
    let sent = SimulatedCall(
      SimulatedCall.Facts(
        call: call, request: request, circumstances: circumstances, treatment: treatment, site: site,
        obligation: obligation),
      consume waiter, on: circumstances.loop)
    circumstances.record(.sent(call: call.text, request: request), at: site)
    sent.send()
    return sent
  }

  /// Sends a call whose answer a completion waits for.
  func send(
    _ call: CallName, _ request: String, stubbed: StubbedAnswer? = nil, owedTo kind: Obligation.Kind?,
    at site: SourceSite, _ completion: @escaping Completion<String>
  ) -> SimulatedCall {
    send(call, request, stubbed: stubbed, owedTo: kind, at: site, for: .completion(completion))
  }

  /// How a call is treated; nil of one that is as all of its run.
  private func treatment(
    of call: CallName, _ request: String, _ stubbed: StubbedAnswer?
  ) -> SimulatedCall.Treatment? {
    if let latency = circumstances.run.onlyLatency {
      guard let stubbed else { return nil }
      return SimulatedCall.Treatment(answer: .returns(request), stubbed, latency: stubbed.latency ?? latency)
    }
    // In this order, so that an attempt counts whatever the occasion.
    let planned = plannedBehaviour(call)
    var behaviour = occasion(of: call) ?? planned ?? usualBehaviour(call, request)
    if let latency = stubbed?.latency, behaviour.latency == plan.latency { behaviour.latency = latency...latency }
    return SimulatedCall.Treatment(
      answer: behaviour.answer, stubbed, latency: latency(of: behaviour, call), deliveries: behaviour.deliveries,
      isSynchronous: behaviour.isSynchronous)
  }

  /// The behaviour of this send of a call, if the plan has one for it.
  private func occasion(of call: CallName) -> CallBehaviour? {
    guard plan.occasions.contains(where: { $0.key.call == call.text }) else { return nil }
    return plan.occasions[CallOccasion(call.text, number: journal.countSending(of: call.text))]
  }

  /// The behaviour of this send by the pipeline, if the plan names one.
  private func plannedBehaviour(_ call: CallName) -> CallBehaviour? {
    guard let behaviour = plan.behaviour(of: call.text, by: pipeline) else { return nil }
    if behaviour.later.isEmpty { return behaviour }
    return behaviour.onAttempt(journal.countAttempt(at: PipelineCall(call.text, pipeline: pipeline)))
  }

  /// The behaviour of a call that the plan does not name: it answers with its own request, or meets a fault.
  private func usualBehaviour(_ call: CallName, _ request: String) -> CallBehaviour {
    guard let faults = plan.faults else { return CallBehaviour(latency: plan.latency, answer: .returns(request)) }
    // The last option is the failing one, since the first is what happens without a seed.
    let picked = loop.choose(.fault, among: faults.period, for: "\(call.text) \(pipeline)")
    return CallBehaviour(
      latency: plan.latency, answer: picked == faults.period - 1 ? .fails(faults.error) : .returns(request))
  }

  /// A latency from the call's range, in whole milliseconds from its lower end.
  ///
  /// The choice is keyed by call and pipeline, so that it is the same in every style.
  private func latency(of behaviour: CallBehaviour, _ call: CallName) -> Duration {
    if !behaviour.alternatives.isEmpty {
      let picked = loop.choose(.latency, among: behaviour.alternatives.count + 1, for: "\(call.text) \(pipeline)")
      return picked == 0 ? behaviour.latency.lowerBound : behaviour.alternatives[picked - 1]
    }
    let (lower, upper) = (behaviour.latency.lowerBound, behaviour.latency.upperBound)
    if lower == upper { return lower }
    let milliseconds = (upper - lower).saturatedNanoseconds / 1_000_000
    let picked = loop.choose(.latency, among: Int(milliseconds) + 1, for: "\(call.text) \(pipeline)")
    return lower + .milliseconds(picked)
  }
}
