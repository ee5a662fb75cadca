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
    let timeout: Duration?
    /// The line that reports name.
    let site: SourceSite
    /// The name of the state that the first result writes and further ones read.
    let delivery: UInt64
  }

  private let state: DescribedLoopConfined<CancellationScope.State, Facts>

  init(_ context: ProgramContext, _ label: String, timeout: Duration?, at site: SourceSite) {
    let loop = context.loop
    state = DescribedLoopConfined(
      CancellationScope.State(), on: loop,
      described: Facts(
        context: context, label: label, timeout: timeout, site: site, delivery: loop.nameNewState()))
  }

  var run: RunCircumstances { context.api.circumstances.run }
  var journal: Journal { context.api.circumstances.journal }
  var pipeline: Int { context.api.circumstances.pipeline }
  var context: ProgramContext { state.description.context }
  var label: String { state.description.label }
  var site: SourceSite { state.description.site }
  /// Cancels the pipeline, also if it is asked to before the pipeline is there.
  var scope: CancellationScope { CancellationScope(in: state) }
  var timeout: Duration? { state.description.timeout }
  private var outputs: OutputTexts { run.outputs }
  /// Whether to start the pipeline, or only to build what can be built of it.
  var isStarted: Bool { run.plan.start == .atOnce }

  /// Notes that a completion is owed to the pipeline, where no task or promise represents it: the first result settles that.
  func owe() {
    guard isStarted else { return }
    let obligation = context.api.circumstances.open(.completion, named: label, at: site)
    state.withValueUnobserved { $0.obligation = obligation }
  }

  /// Notes the first result as the pipeline's outcome, and any further one as such.
  ///
  /// It is called with the text of an output: what is not `Sendable` does not leave the event that delivers it.
  func deliver(_ result: Result<String, any Error>) {
    let (isFirst, obligation) = state.withValueUnobserved { state in
      defer { state.isDelivered = true }
      return (!state.isDelivered, state.obligation)
    }
    // A further result only reads what the first one has written.
    let delivery = state.description.delivery
    if delivery != 0 { state.loop.noteAccess(to: delivery, writes: isFirst) }
    guard isFirst else {
      state.loop.record(Violation(.calledTwice, label, createdAt: site, instant: state.loop.now))
      return context.api.circumstances.record(.finishedAgain(Outcome(ofText: result, in: outputs)), at: nil)
    }
    state.loop.close(obligation)
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
