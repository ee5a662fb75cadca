// One pipeline about to be started: its context, its handle, and what notes its result.

import Callbacks
import EventLoops

/// The arguments with which a version of a program starts one pipeline, and whether it has delivered a result.
///
/// One object, which the event that starts the pipeline and the completion that ends it have as all that they retain.
struct Launch: Sendable {
  struct Facts: Sendable {
    let context: ProgramContext
    let label: String
    /// Cancels the pipeline, also if it is asked to before the pipeline is there.
    let scope: CancellationScope
    let timeout: Duration?
  }

  private let isDelivered: DescribedLoopConfined<Bool, Facts>

  init(_ facts: consuming Facts) {
    let loop = facts.context.loop
    isDelivered = DescribedLoopConfined(false, on: loop, described: consume facts)
  }

  var run: RunCircumstances { context.api.circumstances.run }
  var journal: Journal { context.api.circumstances.journal }
  var pipeline: Int { context.api.circumstances.pipeline }
  var context: ProgramContext { isDelivered.description.context }
  var label: String { isDelivered.description.label }
  var scope: CancellationScope { isDelivered.description.scope }
  var timeout: Duration? { isDelivered.description.timeout }
  private var outputs: OutputTexts { run.outputs }
  /// Whether to start the pipeline, or only to build what can be built of it.
  var isStarted: Bool { run.plan.start == .atOnce }

  /// Notes that a completion is owed to the pipeline, where no task or promise represents it.
  func owe(at site: SourceSite) -> Obligation.ID {
    isStarted ? context.api.circumstances.open(.completion, named: label, at: site) : .none
  }

  /// Notes the first result as the pipeline's outcome, and any further one as such.
  ///
  /// It is called with the text of an output: what is not `Sendable` does not leave the event that delivers it.
  ///
  /// - Parameter obligation: What the first result settles.
  func deliver(_ result: Result<String, any Error>, for obligation: Obligation.ID = .none, at site: SourceSite) {
    let isFirst = isDelivered.withValueUnobserved { isDelivered in
      defer { isDelivered = true }
      return !isDelivered
    }
    // A further result only reads what the first one has written.
    if isDelivered.stateName != 0 { isDelivered.loop.noteAccess(to: isDelivered.stateName, writes: isFirst) }
    guard isFirst else {
      isDelivered.loop.record(Violation(.calledTwice, label, createdAt: site, instant: isDelivered.loop.now))
      return context.api.circumstances.record(.finishedAgain(Outcome(ofText: result, in: outputs)), at: nil)
    }
    isDelivered.loop.close(obligation)
    if case .failure(let error as TimeoutError) = result {
      journal.noteLimit(of: pipeline, isOfPlan: error.limit == timeout)
    }
    context.api.circumstances.record(.finished(Outcome(ofText: result, in: outputs)), at: nil)
  }

  /// The text of an output that may be compared with those of other versions.
  func text(of output: some Sendable) -> String {
    // Most outputs are texts, whose description says all.
    if let text = output as? String { return journal.quote(text) }
    return outputs.text(of: output, describedAs: describeOutput)
  }
}
