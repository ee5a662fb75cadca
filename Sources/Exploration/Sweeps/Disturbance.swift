// What is done to a program besides its plan: a cancellation at an instant, a fault of one call, or two such things.

package import Comparison
package import EventLoops

/// Something that the world does to a program in addition to a plan.
package indirect enum Disturbance: Sendable, Hashable {
  /// A pipeline is cancelled at an instant, as one event among those that are due then.
  case cancel(pipeline: Int, at: Instant)
  /// A call misbehaves: every time it is made, or only the n-th time, counted from 1.
  case fault(call: String, Fault, only: Int? = nil)
  /// Two things at once.
  case both(Disturbance, Disturbance)
  /// Calls may take other times than the plan says: which, is a choice of the schedule.
  case times(TimePolicy, [String: [Duration]])

  /// How a call misbehaves.
  package enum Fault: Sendable, Hashable {
    /// It fails, after its usual latency.
    case fails
    /// It fails before it returns to its caller.
    case failsAtOnce
    /// It is never answered.
    case hangs
    /// It is answered twice.
    case answersTwice
    /// It is answered before it returns to its caller.
    case answersAtOnce
    /// It takes exactly so long: just before, at, or just after a timer is due.
    case takes(Duration)
  }

  /// What tokens call it: `cancel-1-10ms`, `fault-load-hangs`.
  package var code: String { ReplayToken.slug(description) }

  /// The single things that it consists of.
  package var parts: [Disturbance] {
    if case .both(let first, let second) = self { first.parts + second.parts } else { [self] }
  }

  /// The plan with it.
  package func applied(to plan: Plan) -> Plan {
    var plan = plan
    switch self {
    case .cancel(let pipeline, let instant):
      plan.cancellations = [Cancellation(pipeline: pipeline, at: .racing(at: instant))]
    case .fault(let call, let fault, let number):
      let behaviour = plan.behaviour(of: call)
      if let number {
        plan.occasions[CallOccasion(call, number: number)] = fault.applied(to: behaviour.onAttempt(number))
      } else {
        plan.calls[call] = behaviour
        plan.changeBehaviours(of: call) { $0 = fault.applied(to: $0) }
      }
    case .both(let first, let second):
      plan = second.applied(to: first.applied(to: plan))
    case .times(_, let durations):
      for (call, alternatives) in durations {
        plan.calls[call] = plan.behaviour(of: call)
        plan.changeBehaviours(of: call) { $0.alternatives = alternatives }
      }
    }
    return plan
  }
}

extension Plan {
  /// How a call is treated, also if nothing is said about it.
  fileprivate func behaviour(of call: String) -> CallBehaviour {
    calls[call] ?? CallBehaviour(latency: latency, answer: .returns(call))
  }
}

extension Disturbance.Fault {
  /// The error of a call that is made to fail.
  package static let error = APIError(status: 500, reason: "Injected Fault")

  /// The behaviour with the fault.
  fileprivate func applied(to behaviour: CallBehaviour) -> CallBehaviour {
    var behaviour = behaviour
    let error = CallBehaviour.Answer.fails(Self.error)
    switch self {
    case .fails: behaviour.answer = error
    case .failsAtOnce: (behaviour.answer, behaviour.isSynchronous) = (error, true)
    case .hangs: behaviour.answer = .never
    case .answersTwice: behaviour.deliveries = 2
    case .answersAtOnce: behaviour.isSynchronous = true
    case .takes(let duration): behaviour.latency = duration...duration
    }
    return behaviour
  }
}

extension Disturbance: CustomStringConvertible {
  /// It in words.
  package var description: String {
    switch self {
    case .cancel(let pipeline, let instant): "cancel \(pipeline) \(instant)"
    case .fault(let call, let fault, nil): "fault \(call) \(fault)"
    case .fault(let call, let fault, let number?): "fault \(call) \(fault) only time \(number)"
    case .both(let first, let second): "\(first) and \(second)"
    case .times(let policy, _): "times \(policy)"
    }
  }
}

extension Disturbance.Fault: CustomStringConvertible {
  /// The fault in words.
  package var description: String {
    switch self {
    case .fails: "fails"
    case .failsAtOnce: "fails at once"
    case .hangs: "hangs"
    case .answersTwice: "answers twice"
    case .answersAtOnce: "answers at once"
    case .takes(let duration): "takes \(Instant.zero.advanced(by: duration))"
    }
  }
}
