// The behaviour of a call by pipeline and attempt, and the start and time limit of a pipeline.

import EventLoops

extension Plan {
  /// Returns the behaviour that a pipeline's call meets, or nil if the plan names none.
  ///
  /// - Parameters:
  ///   - call: The call's name.
  ///   - pipeline: The pipeline that sends the call.
  package func behaviour(of call: String, by pipeline: Int) -> CallBehaviour? {
    (pipelineCalls.isEmpty ? nil : pipelineCalls[PipelineCall(call, pipeline: pipeline)]) ?? calls[call]
  }

  /// Changes each behaviour of a call except those of single occasions: for every pipeline and every attempt.
  package mutating func changeBehaviours(of call: String, _ change: (inout CallBehaviour) -> Void) {
    calls[call]?.changeAttempts(change)
    for key in pipelineCalls.keys where key.call == call { pipelineCalls[key]?.changeAttempts(change) }
  }

  /// When a pipeline starts.
  ///
  /// - Parameter pipeline: The pipeline, counted from 1.
  package func start(of pipeline: Int) -> Duration {
    (starts.isEmpty ? nil : starts[pipeline]) ?? (interval == .zero ? .zero : interval * (pipeline - 1))
  }

  /// How long a pipeline may take; nil for as long as it needs.
  ///
  /// - Parameter pipeline: The pipeline, counted from 1.
  package func timeout(of pipeline: Int) -> Duration? {
    (timeouts.isEmpty ? nil : timeouts[pipeline]) ?? timeout
  }
}

extension CallBehaviour {
  /// Returns the behaviour of one attempt; the last one holds for all further attempts.
  ///
  /// - Parameter number: The attempt, counted from 1 for each pipeline.
  package func onAttempt(_ number: Int) -> CallBehaviour {
    number <= 1 || later.isEmpty ? self : later[min(number - 2, later.count - 1)]
  }

  /// Changes the behaviour of the first attempt and those of the later ones.
  package mutating func changeAttempts(_ change: (inout CallBehaviour) -> Void) {
    change(&self)
    for index in later.indices { change(&later[index]) }
  }
}
