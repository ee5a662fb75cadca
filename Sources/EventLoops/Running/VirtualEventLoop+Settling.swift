// Waiting inside a task until everything else that is due at the same instant has run.

extension VirtualEventLoop {
  /// Suspends the current task until nothing else is due at this instant; the clock does not move meanwhile.
  ///
  /// A test that sleeps until the deadline of what it tests wakes in the order of the sleeps, perhaps before it. After
  /// this, everything at that instant has happened:
  ///
  ///     try await loop.sleep(for: .seconds(1))
  ///     await loop.untilSettled()
  ///
  /// Several such tasks continue one after another, in the order of their calls, each when the rest has settled again. A
  /// task that does not run on the loop does not wait.
  public nonisolated(nonsending) func untilSettled() async {
    guard isCurrent else { return }
    await withUnsafeContinuation { settling.append($0) }
  }
}
