// The API that compared programs call: its answers and their latencies come from the plan.

import Callbacks
package import EventLoops

/// An API with a face for each style; see `SimulatedAPI+Callback`, `+Future` and `+Async`.
///
/// The plan determines its answers; where a program runs for real, a `Transport` delivers them.
public struct SimulatedAPI: Sendable {
  /// The parts of the API in one object, because every closure that makes calls retains the API.
  final class Circumstances: Sendable {
    let loop: any EventLoop
    let plan: Plan
    let journal: Journal
    let pipeline: Int
    let queue: ServingQueue
    let transport: (any Transport)?

    init(
      on loop: any EventLoop, plan: Plan, journal: Journal, pipeline: Int, queue: ServingQueue,
      transport: (any Transport)?
    ) {
      self.loop = loop
      self.plan = plan
      self.journal = journal
      self.pipeline = pipeline
      self.queue = queue
      self.transport = transport
    }
  }

  let circumstances: Circumstances

  var loop: any EventLoop { circumstances.loop }
  var plan: Plan { circumstances.plan }
  var journal: Journal { circumstances.journal }
  var pipeline: Int { circumstances.pipeline }

  /// An API for one pipeline that answers as `plan` says and records in `journal`.
  package init(on loop: any EventLoop, plan: Plan, journal: Journal, pipeline: Int = 1) {
    self.init(
      on: loop, plan: plan, journal: journal, pipeline: pipeline,
      queue: ServingQueue(capacity: plan.capacity, on: loop))
  }

  init(
    on loop: any EventLoop, plan: Plan, journal: Journal, pipeline: Int, queue: ServingQueue,
    transport: (any Transport)? = nil
  ) {
    circumstances = Circumstances(
      on: loop, plan: plan, journal: journal, pipeline: pipeline, queue: queue, transport: transport)
  }

  /// Sends a call: the part that all three faces share.
  ///
  /// - Parameters:
  ///   - stubbed: The answer of a stub, which goes before the replies of the plan.
  ///   - kind: What the answer is owed to, unless the caller's style accounts for that itself.
  func send(
    _ call: CallName, _ request: String, stubbed: StubbedAnswer? = nil, owedTo kind: Obligation.Kind?,
    at site: SourceSite,
    _ completion: @escaping Completion<String>
  ) -> SimulatedCall {
    // In this order, so that an attempt counts whatever the occasion.
    let planned = plannedBehaviour(call)
    var behaviour = occasion(of: call) ?? planned ?? usualBehaviour(call, request)
    if let latency = stubbed?.latency, behaviour.latency == plan.latency { behaviour.latency = latency...latency }
    let sent = SimulatedCall(
      SimulatedCall.Facts(
        name: call.text, request: request, circumstances: circumstances, behaviour: behaviour, stubbed: stubbed,
        latency: latency(of: behaviour, call), site: site,
        obligation: kind.map { loop.open($0, call.replyLabel, at: site) } ?? .none),
      completion)
    circumstances.journal.record(.sent(call: call.text, request: request), pipeline: pipeline, at: site)
    sent.send()
    return sent
  }

  /// The behaviour of this send of a call, if the plan has one for it.
  private func occasion(of call: CallName) -> CallBehaviour? {
    guard plan.occasions.contains(where: { $0.key.call == call.text }) else { return nil }
    return plan.occasions[CallOccasion(call.text, number: journal.countSending(of: call.text))]
  }

  /// The behaviour of this send by the pipeline, if the plan names one.
  private func plannedBehaviour(_ call: CallName) -> CallBehaviour? {
    guard let behaviour = plan.behaviour(of: call.text, by: pipeline), !behaviour.later.isEmpty else {
      return plan.behaviour(of: call.text, by: pipeline)
    }
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
