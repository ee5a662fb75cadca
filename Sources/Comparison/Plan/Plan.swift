// The conditions of one run: the API's answers, the steps, the cancellations, the time limits.

/// The script of one run: how the simulated API answers, what the steps do, and what is done to the pipelines.
///
/// A plan says nothing about styles; every style is run under the same plan.
public struct Plan: Sendable, Hashable {
  /// The request of a pipeline's first call.
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
  /// How many calls the API works on at once; further ones wait in the order in which they were sent.
  public var capacity: Int?
  /// The behaviour of the steps between the calls, by step number; other steps return their reply.
  public var steps: [Int: StepBehaviour]
  /// By call name, the value that replaces a failure of that call in programs that recover.
  public var recoveries: [String: String]
  /// The program's settings by name; what is not named here is as the program has it by default.
  package var settings: [String: SettingValue] = [:]
  /// The script of the client of each session, in programs that have sessions.
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
