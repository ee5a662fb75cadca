// A version of a program that runs on a loop.

import Callbacks
package import EventLoops

/// A version of a program that was started on a loop.
package struct StartedProgram: Sendable {
  let version: ComparedProgram.Version
  let pipelines: Int
  let isStarted: Bool
  let journal: Journal
  let queue: ServingQueue
  let cancelAll: @Sendable () -> Void

  /// Cancels all pipelines; call it on the loop.
  package func cancel() {
    cancelAll()
  }

  /// The run of the version, once the loop has stopped with this report.
  package func run(report: Report) -> StyleRun {
    defer {
      if report.ending != .paused {
        journal.close()
        queue.close()
      }
    }
    var evidence = journal.evidence
    evidence.isStarted = isStarted
    return StyleRun(
      style: version.style, variant: version.variant, pipelines: pipelines, events: journal.events, report: report,
      waitCycle: journal.waits.cycle, reached: journal.reached, evidence: evidence)
  }
}
