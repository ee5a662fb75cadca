// Work that begins before the pipeline is started.

extension Explanation {
  /// The pipelines were only built, one run did something and the other nothing.
  static let eagerFuture = Explanation(.eagerFuture) { parted in
    let wasStarted = parted.own.run.evidence.isStarted || parted.other.run.evidence.isStarted
    return wasStarted || !parted.other.events.isEmpty ? [] : Set(parted.extras)
  }
}
