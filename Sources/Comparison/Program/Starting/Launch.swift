// One pipeline about to be started: its context, its handle, and what notes its result.

import Callbacks
import EventLoops

/// The arguments with which a version of a program starts one pipeline.
///
/// An object, since each closure that starts a part of the pipeline has them.
final class Launch: Sendable {
  let context: ProgramContext
  let label: String
  let pipeline: Int
  let journal: Journal
  /// Cancels the pipeline, also if it is asked to before the pipeline is there.
  let scope: CancellationScope
  let timeout: Duration?
  /// The texts of the outputs of all versions.
  let outputs: OutputTexts
  /// Whether to start the pipeline, or only to build what can be built of it.
  let isStarted: Bool

  init(
    context: ProgramContext, label: String, pipeline: Int, journal: Journal, scope: CancellationScope,
    timeout: Duration?, outputs: OutputTexts, isStarted: Bool
  ) {
    self.context = context
    self.label = label
    self.pipeline = pipeline
    self.journal = journal
    self.scope = scope
    self.timeout = timeout
    self.outputs = outputs
    self.isStarted = isStarted
  }

  /// A completion that notes the first result as the pipeline's outcome, and any further one as such.
  ///
  /// It is called with the text of an output: what is not `Sendable` does not leave the event that delivers it.
  ///
  /// - Parameter owed: Whether the completion is an obligation in itself, as it is where no task or promise
  ///   represents the pipeline.
  func delivery(owed: Bool, at site: SourceSite) -> Completion<String> {
    let loop = context.loop
    let label = self.label
    let obligation = owed && isStarted ? loop.open(.completion, label, at: site) : .none
    let isDelivered = LoopConfined(false, on: loop)
    return { [journal, pipeline, outputs, limit = timeout] result in
      guard !isDelivered.value else {
        loop.record(Violation(.calledTwice, label, createdAt: site, instant: loop.now))
        return journal.record(.finishedAgain(Outcome(ofText: result, in: outputs)), pipeline: pipeline)
      }
      isDelivered.value = true
      loop.close(obligation)
      if case .failure(let error as TimeoutError) = result {
        journal.noteLimit(of: pipeline, isOfPlan: error.limit == limit)
      }
      journal.record(.finished(Outcome(ofText: result, in: outputs)), pipeline: pipeline)
    }
  }

  /// The text of an output that may be compared with those of other versions.
  func text(of output: some Sendable) -> String {
    // Most outputs are texts, whose description says all.
    if let text = output as? String { return quoted(text) }
    return outputs.text(of: output, describedAs: describeOutput)
  }
}
