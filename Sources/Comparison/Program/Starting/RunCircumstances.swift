// What all pipelines of one run share: the loop, the plan, the journal, and what answers calls.

import Callbacks
import EventLoops

/// The parts of a run that are the same for all of its pipelines.
///
/// An object: a plan is fifty words with a dozen references, and every call reads it.
final class RunCircumstances: Sendable {
  let loop: any EventLoop
  let plan: Plan
  let journal: Journal
  let queue: ServingQueue
  /// The texts of the outputs of all versions.
  let outputs: OutputTexts
  /// Starts the version of the run in one pipeline; nil where an API is used by itself.
  let version: (@Sendable (Launch) -> Void)?
  /// What answers the calls for real, in place of the plan.
  let transport: (any Transport)?
  /// The stream of a real session, in place of the plan's client.
  let stream: (any ByteStream)?
  /// Whether there is a transport: a look at an optional existential copies it.
  let isReal: Bool
  /// How long a call takes, if all calls are alike: none has a behaviour of its own, and nothing is left to a choice.
  let onlyLatency: Duration?

  init(
    on loop: any EventLoop, plan: Plan, journal: Journal, transport: (any Transport)? = nil,
    stream: (any ByteStream)? = nil, outputs: OutputTexts = OutputTexts(),
    version: (@Sendable (Launch) -> Void)? = nil
  ) {
    self.loop = loop
    self.plan = plan
    self.journal = journal
    self.transport = transport
    isReal = transport != nil
    self.stream = stream
    self.outputs = outputs
    self.version = version
    queue = ServingQueue(capacity: plan.capacity, on: loop)
    let isPlain =
      plan.calls.isEmpty && plan.pipelineCalls.isEmpty && plan.occasions.isEmpty && plan.faults == nil
      && plan.latency.lowerBound == plan.latency.upperBound
    onlyLatency = isPlain ? plan.latency.lowerBound : nil
  }
}
