// Behaviours of a call that takes a fixed time: `.returns("42", after: .milliseconds(10))`.

extension CallBehaviour {
  /// A call that succeeds.
  ///
  /// - Parameters:
  ///   - reply: What it returns.
  ///   - latency: How long the answer takes.
  public static func returns(_ reply: String, after latency: Duration = .zero) -> CallBehaviour {
    CallBehaviour(latency: latency...latency, answer: .returns(reply))
  }

  /// A call that fails.
  ///
  /// - Parameters:
  ///   - error: What it fails with.
  ///   - latency: How long the answer takes.
  public static func fails(_ error: APIError, after latency: Duration = .zero) -> CallBehaviour {
    CallBehaviour(latency: latency...latency, answer: .fails(error))
  }

  /// A call that fails with an HTTP status.
  ///
  /// - Parameters:
  ///   - status: The status, such as 503.
  ///   - reason: The reason in words.
  ///   - latency: How long the answer takes.
  public static func fails(_ status: Int, _ reason: String = "", after latency: Duration = .zero) -> CallBehaviour {
    .fails(APIError(status: status, reason: reason), after: latency)
  }

  /// A call that is never answered.
  public static var never: CallBehaviour { CallBehaviour(answer: .never) }

  /// The call with its answer delivered twice, as a broken API does.
  public var twice: CallBehaviour {
    var behaviour = self
    behaviour.deliveries = 2
    return behaviour
  }
}

extension Plan {
  /// A plan in which calls that name no latency take a fixed time.
  ///
  /// - Parameters:
  ///   - request: What the program is asked for.
  ///   - calls: How the API treats calls, by name.
  ///   - latency: How long every other call takes.
  public init(request: String = "request", calls: [String: CallBehaviour] = [:], latency: Duration) {
    self.init(request: request, calls: calls, latency: latency...latency)
  }
}
