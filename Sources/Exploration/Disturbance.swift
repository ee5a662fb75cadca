// One thing that is done to a program besides its plan: a cancellation at an instant, or a fault of one call.

public import Comparison
public import EventLoops

/// Something that the world does to a program in addition to a plan.
public enum Disturbance: Sendable, Hashable {
  /// A pipeline is cancelled at an instant, as one event among those that are due then.
  case cancel(pipeline: Int, at: Instant)
  /// A call misbehaves every time it is made.
  case fault(call: String, Fault)

  /// How a call misbehaves.
  public enum Fault: Sendable, Hashable {
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
  public var code: String { ReplayToken.slug(description) }

  /// The plan with it.
  public func applied(to plan: Plan) -> Plan {
    var plan = plan
    switch self {
    case .cancel(let pipeline, let instant):
      plan.cancellations = [Cancellation(pipeline: pipeline, at: .amid(instant))]
    case .fault(let call, let fault):
      var behaviour = plan.calls[call] ?? CallBehaviour(latency: plan.latency, answer: .returns(call))
      let error = CallBehaviour.Answer.fails(APIError(status: 500, reason: "Injected Fault"))
      switch fault {
      case .fails: behaviour.answer = error
      case .failsAtOnce: (behaviour.answer, behaviour.isSynchronous) = (error, true)
      case .hangs: behaviour.answer = .never
      case .answersTwice: behaviour.deliveries = 2
      case .answersAtOnce: behaviour.isSynchronous = true
      case .takes(let duration): behaviour.latency = duration...duration
      }
      plan.calls[call] = behaviour
    }
    return plan
  }
}

extension Disturbance: CustomStringConvertible {
  /// It in words.
  public var description: String {
    switch self {
    case .cancel(let pipeline, let instant): "cancel \(pipeline) \(instant)"
    case .fault(let call, let fault): "fault \(call) \(fault)"
    }
  }
}

extension Disturbance.Fault: CustomStringConvertible {
  /// The fault in words.
  public var description: String {
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
