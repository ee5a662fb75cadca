// The API that compared programs call: its answers and their latencies come from the plan.

import Callbacks
public import EventLoops

/// An API on virtual time, with a face for each style; see `SimulatedAPI+Callback`, `+Future` and `+Async`.
public struct SimulatedAPI: Sendable {
  let loop: any EventLoop
  let journal: Journal
  let plan: Plan
  let pipeline: Int

  /// An API for one pipeline that answers as `plan` says and records in `journal`.
  public init(on loop: any EventLoop, plan: Plan, journal: Journal, pipeline: Int = 1) {
    self.loop = loop
    self.plan = plan
    self.journal = journal
    self.pipeline = pipeline
  }

  /// Sends a call: the part that all three faces share.
  ///
  /// - Parameter kind: What the answer is owed to, unless the caller's style accounts for that itself.
  func send(
    _ call: CallName, _ request: String, owedTo kind: Obligation.Kind?, at site: SourceSite,
    _ completion: @escaping Completion<String>
  ) -> SimulatedCall {
    let behaviour = plan.calls[call.text] ?? CallBehaviour(answer: .returns(request))
    let sent = SimulatedCall(
      SimulatedCall.State(
        name: call.text, pipeline: pipeline, journal: journal, behaviour: behaviour, completion: completion,
        remaining: behaviour.deliveries,
        obligation: kind.map { loop.open($0, "reply to \(callLabel(call.text))", at: site) } ?? .none),
      on: loop)
    journal.record(.sent(call: call.text, request: request), pipeline: pipeline)
    sent.send(after: latency(of: behaviour, call), at: site)
    return sent
  }

  /// A latency from the call's range, in whole milliseconds from its lower end.
  ///
  /// The choice is keyed by call and pipeline, so that it is the same in every style.
  private func latency(of behaviour: CallBehaviour, _ call: CallName) -> Duration {
    let (lower, upper) = (behaviour.latency.lowerBound, behaviour.latency.upperBound)
    if lower == upper { return lower }
    let milliseconds = (upper - lower).saturatedNanoseconds / 1_000_000
    let picked = loop.choose(.latency, among: Int(milliseconds) + 1, for: "\(call.text) \(pipeline)")
    return lower + .milliseconds(picked)
  }
}

/// The name of a call: a number or a word.
public struct CallName: Sendable, Hashable, ExpressibleByIntegerLiteral, ExpressibleByStringInterpolation {
  /// The name as scenario files write it.
  public let text: String

  /// A call that is one of a numbered row.
  public init(integerLiteral number: Int) {
    text = String(number)
  }

  /// A call that has a name.
  public init(stringLiteral name: String) {
    text = name
  }
}
