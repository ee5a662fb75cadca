// The explanation of a difference: a mechanism, and the events that it explains by the evidence in the traces.

/// A mechanism with the predicate that must hold where it is given as a reason.
struct Explanation: Sendable {
  let mechanism: Mechanism
  /// The indices of those events that a run alone has, and that the mechanism accounts for.
  ///
  /// It looks at what one run of a pair has and the other lacks, and at the pipelines that both cancel; it is asked for
  /// both directions.
  let accounts: @Sendable (PartedRun, [CancelledPipeline]) -> Set<Int>

  /// An explanation by what the runs of a pair have alone.
  init(_ mechanism: Mechanism, accounts: @escaping @Sendable (PartedRun) -> Set<Int>) {
    self.mechanism = mechanism
    self.accounts = { parted, _ in accounts(parted) }
  }

  /// An explanation by the pipelines that both runs cancel at one instant.
  init(_ mechanism: Mechanism, ofCancelled accounts: @escaping @Sendable (CancelledPipeline) -> Set<Int>) {
    self.mechanism = mechanism
    self.accounts = { _, cancelled in cancelled.reduce(into: []) { $0.formUnion(accounts($1)) } }
  }

  /// The mechanisms by which versions differ without disturbance.
  static let undisturbed: [Explanation] = [
    limitCancels, limitWaits, siblingsCancelledLater, blocksLater, scheduleChose,
  ]

  /// All that is known, the narrowest first: an event has the first mechanism that accounts for it.
  static let all: [Explanation] =
    [eagerFuture, answeredTwice] + cancellation + [waitsForJob, caughtWhereAwaited] + undisturbed
}
