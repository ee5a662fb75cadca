// The explanation of a difference: a mechanism, and the events that it explains by the evidence in the traces.

/// A mechanism with the predicate that must hold where it is given as a reason.
struct Explanation: Sendable {
  let mechanism: Mechanism
  /// The indices of those events that a run alone has, and that the mechanism accounts for.
  ///
  /// It looks at what one run of a pair has and the other lacks; it is asked for both directions.
  let accounts: @Sendable (PartedRun) -> Set<Int>

  init(_ mechanism: Mechanism, accounts: @escaping @Sendable (PartedRun) -> Set<Int>) {
    self.mechanism = mechanism
    self.accounts = accounts
  }

  /// The mechanisms by which versions differ without disturbance.
  static let undisturbed: [Explanation] = [
    limitCancels, limitWaits, siblingsCancelledLater, blocksLater, scheduleChose,
  ]

  /// All that is known, the narrowest first: an event has the first mechanism that accounts for it.
  static let all: [Explanation] =
    [eagerFuture, answeredTwice] + cancellation + [waitsForJob, caughtWhereAwaited] + undisturbed
}
