// A cancelled pipeline that waits for the end of a job which nothing stops.

extension Explanation {
  /// What happened because a job ended that had begun before the request; and that the other run did not wait for it.
  static let waitsForJob = Explanation(.waitsForJob) { parted in
    CancelledPipeline.all(in: parted).reduce(into: []) { all, pipeline in
      for (index, event) in parted.ownEvents where event.pipeline == pipeline.pipeline {
        switch event.kind {
        case .finished(.cancelled):
          if pipeline.waited(for: event) ? pipeline.turnedRound.endsAtOnce : pipeline.waitingOther(endsAfter: event) {
            all.insert(index)
          }
        case let kind where kind.isWork:
          if pipeline.waited(for: event), parted.otherCourse?.has(event) ?? false { all.insert(index) }
        case .caught(_, isCancellation: true):
          if pipeline.waited(for: event) || pipeline.waitingOther(catchesAfter: event) { all.insert(index) }
        default: break
        }
      }
    }
  }
}

extension CancelledPipeline {
  /// Whether something happened because a job ended that was running when the request came.
  func waited(for event: SemanticEvent) -> Bool {
    event.instant > instant
      && parted.own.run.evidence.jobs.contains { job in
        job < own.posts.lowerBound && parted.own.isSetOff(event, by: job..<job + 1)
      }
  }

  /// Whether this run ends the pipeline at the instant of its cancellation.
  var endsAtOnce: Bool { extras.contains { $0.event.kind.outcome == .cancelled } }

  /// Whether an event of this run ends the pipeline here, and the other run ends it when a job ends.
  func waitingOther(endsAfter event: SemanticEvent) -> Bool {
    isHere(event) && otherWaits { $0.outcome == .cancelled }
  }

  /// Whether an event of this run catches the cancellation here, and the other run does so when a job ends.
  func waitingOther(catchesAfter event: SemanticEvent) -> Bool {
    isHere(event) && otherWaits { $0.caughtCancellation == true }
  }

  private func otherWaits(_ isMeant: (SemanticEvent.Kind) -> Bool) -> Bool {
    let turned = turnedRound
    return parted.otherEvents.contains {
      $0.event.pipeline == pipeline && isMeant($0.event.kind) && turned.waited(for: $0.event)
    }
  }
}
