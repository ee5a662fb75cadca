// How the simulated API treats a call: latency, answer, deliveries.

/// How the simulated API treats one call.
public struct CallBehaviour: Sendable, Hashable {
  /// How long the answer takes; where the ends differ, the run chooses between them.
  public var latency: ClosedRange<Duration>
  /// Other latencies than the lower end of the range that a schedule may choose; `latency` alone counts if there are none.
  package var alternatives: [Duration] = []
  /// The answer.
  public var answer: Answer
  /// How often the answer is delivered: once from a sound API, twice from a broken one.
  public var deliveries: Int
  /// Whether the answer comes before the call returns to its caller, instead of in a later event.
  public var isSynchronous: Bool
  /// The behaviour from the second time on that a pipeline sends the call, one a time; the last one holds for all further
  /// times. None means that every time is as the first.
  public var later: [CallBehaviour] = []

  /// The behaviour of a call; by default it answers once, in a later event.
  public init(
    latency: ClosedRange<Duration> = .zero ... .zero,
    answer: Answer,
    deliveries: Int = 1,
    isSynchronous: Bool = false
  ) {
    self.latency = latency
    self.answer = answer
    self.deliveries = deliveries
    self.isSynchronous = isSynchronous
  }

  /// An answer to a call.
  public enum Answer: Sendable, Hashable {
    /// The call succeeds with this reply.
    case returns(String)
    /// The call fails with this error.
    case fails(APIError)
    /// No answer ever comes.
    case never
  }
}
