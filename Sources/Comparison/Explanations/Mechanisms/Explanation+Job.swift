// A cancelled pipeline that waits for the end of a job which nothing stops.

extension Explanation {
  /// What happened because a job ended that had begun before the request; and that the other run did not wait for it.
  static let waitsForJob = Explanation(
    .waitsForJob,
    ofCancelled: { pipeline in
      let parted = pipeline.parted
      let accounted = parted.ownEvents.filter { index, event in
        guard event.pipeline == pipeline.pipeline else { return false }
        switch event.kind {
        case .finished(.cancelled):
          return pipeline.waited(for: event)
            ? pipeline.turnedRound.endsAtOnce : pipeline.waitingOther(endsAfter: event)
        case let kind where kind.isWork:
          return pipeline.waited(for: event) && parted.otherCourse?.has(parted.own.numbers[index]) ?? false
        case .caught(_, isCancellation: true):
          return pipeline.waited(for: event) || pipeline.waitingOther(catchesAfter: event)
        default: return false
        }
      }
      return Set(accounted.map(\.index))
    })
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
