// What the world does to a program during one run: the API's answers, the steps, the cancellations, the time limit.

public import EventLoops

/// The script of one run: how the simulated API answers, what the steps do, and what is done to the pipelines.
///
/// A plan says nothing about styles; every style is run under the same plan.
public struct Plan: Sendable, Hashable {
  /// What a pipeline is asked for: the request of its first call.
  public var request: String
  /// The API's behaviour by call name; a call that is not named here answers with its own request.
  public var calls: [String: CallBehaviour]
  /// The API's behaviour on single occasions, which goes before that in `calls`.
  package var occasions: [CallOccasion: CallBehaviour] = [:]
  /// The API's behaviour towards single pipelines, which goes before that in `calls`.
  package var pipelineCalls: [PipelineCall: CallBehaviour] = [:]
  /// The latency of calls that name none.
  public var latency: ClosedRange<Duration>
  /// The failures that calls without a behaviour of their own may meet at random.
  public var faults: RandomFaults?
  /// How many calls the API works on at once; further ones wait for their turn in the order in which they were sent.
  public var capacity: Int?
  /// What the steps between the calls do, by step number; a step that is not named here passes its reply on.
  public var steps: [Int: StepBehaviour]
  /// By call name, the value that replaces a failure of that call in programs that recover.
  public var recoveries: [String: String]
  /// The program's settings by name; what is not named here is as the program has it by default.
  package var settings: [String: SettingValue] = [:]
  /// What the client does with which each pipeline has a session, in programs that have one.
  package var client = ClientScript()
  /// Whether the pipelines are started, or only built.
  public var start: Start
  /// How many pipelines run, 1 or more.
  public var pipelines: Int
  /// How long after one pipeline the next one starts.
  public var interval: Duration
  /// By pipeline, when it starts; the others start as `interval` says.
  public var starts: [Int: Duration] = [:]
  /// When which pipeline is cancelled.
  public var cancellations: [Cancellation]
  /// How long a pipeline may take, or nil for as long as it likes.
  public var timeout: Duration?
  /// By pipeline, how long it may take, in place of `timeout`.
  public var timeouts: [Int: Duration] = [:]
  /// The seed of every choice that is made at random.
  public var seed: UInt64?

  /// A plan in which one pipeline is started, every call answers at once, and nothing goes wrong.
  public init(
    request: String = "request",
    calls: [String: CallBehaviour] = [:],
    latency: ClosedRange<Duration> = .zero ... .zero,
    faults: RandomFaults? = nil,
    capacity: Int? = nil,
    steps: [Int: StepBehaviour] = [:],
    recoveries: [String: String] = [:],
    start: Start = .atOnce,
    pipelines: Int = 1,
    interval: Duration = .zero,
    cancellations: [Cancellation] = [],
    timeout: Duration? = nil,
    seed: UInt64? = nil
  ) {
    self.request = request
    self.calls = calls
    self.latency = latency
    self.faults = faults
    self.capacity = capacity
    self.steps = steps
    self.recoveries = recoveries
    self.start = start
    self.pipelines = pipelines
    self.interval = interval
    self.cancellations = cancellations
    self.timeout = timeout
    self.seed = seed
  }

  /// The plan without its cancellations and its time limit; nil if it has neither.
  package var undisturbed: Plan? {
    guard !cancellations.isEmpty || timeout != nil || !timeouts.isEmpty else { return nil }
    var plan = self
    (plan.cancellations, plan.timeout, plan.timeouts) = ([], nil, [:])
    return plan
  }

  /// Whether the pipelines are started, or only built.
  public enum Start: Sendable, Hashable {
    /// The first pipeline starts at instant zero.
    case atOnce
    /// The pipelines are built as far as their style allows without starting them.
    case never
  }
}

/// The n-th time that a call is sent in a run, by any pipeline.
package struct CallOccasion: Sendable, Hashable {
  /// The call's name.
  package let call: String
  /// The ordinal of the send, from 1.
  package let number: Int

  /// The occasion on which a call is sent for the n-th time.
  package init(_ call: String, number: Int) {
    self.call = call
    self.number = number
  }
}

/// How the simulated API treats one call.
public struct CallBehaviour: Sendable, Hashable {
  /// How long the answer takes; where the ends differ, the run chooses between them.
  public var latency: ClosedRange<Duration>
  /// Other latencies than the lower end of the range that a schedule may choose; `latency` alone counts if there are none.
  package var alternatives: [Duration] = []
  /// What the answer is.
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

  /// What a call comes back with.
  public enum Answer: Sendable, Hashable {
    /// The call succeeds with this reply.
    case returns(String)
    /// The call fails with this error.
    case fails(APIError)
    /// No answer ever comes.
    case never
  }
}

/// Random failures: on average one call in `count` fails.
public struct RandomFaults: Sendable, Hashable {
  /// How many calls there are to one that fails, 1 or more.
  public var period: Int
  /// What the failing call fails with.
  public var error: APIError

  /// One call in `period` fails with `error`.
  public init(oneIn period: Int, _ error: APIError) {
    self.period = period
    self.error = error
  }
}

/// What a step between two calls does.
public enum StepBehaviour: Sendable, Hashable {
  /// The step makes this request (or, after the last call, this result) from the reply.
  case makes(String)
  /// The step throws a `StepError` with this reason.
  case throwsError(String)
}

/// A cancellation to be requested during a run.
public struct Cancellation: Sendable, Hashable {
  /// Which pipeline is cancelled, counted from 1.
  public var pipeline: Int
  /// When the cancellation is requested.
  public var moment: Moment

  /// A cancellation of one pipeline at a moment.
  public init(pipeline: Int = 1, at moment: Moment) {
    self.pipeline = pipeline
    self.moment = moment
  }

  /// When a cancellation is requested.
  public enum Moment: Sendable, Hashable {
    /// After the pipeline was started, before the loop has run any other event.
    case beforeStart
    /// At an instant, after the events that are already due then.
    case at(Instant)
    /// At an instant, or when the pipeline starts if that is later, as one event among those that are due then: the
    /// schedule decides what comes before it.
    case racing(at: Instant)
    /// As soon as the named call has been sent.
    case onSent(call: String)
    /// When the reply to the named call has arrived and before the program sees it.
    case onReply(call: String)
    /// When the pipeline has finished.
    case afterFinish
    /// Just before or just after the n-th semantic event of the run, counted from 0: the sweep's moments.
    case event(Int, Side)
  }

  /// The side of an event on which something is done.
  public enum Side: Sendable, Hashable {
    /// Immediately before the event.
    case before
    /// Immediately after the event.
    case after
  }
}
