// All programs.

extension OrdinaryProgram {
  /// Bugs of small data structures and protocols.
  package static let structures: [OrdinaryProgram] = [
    tokenABA, lostWakeUp, doubleCheckedInit, debounceAfterClear, poolStarvation, cancelBeforeRegister, halfOpenProbe,
    pagingTwice, shutdownInFlight, twoLeaders, optimisticRetry, updateOverAwait, doubleFree, streamDrop,
    groupLoserWrites, staleSet, readWriteUpgrade, barrierReuse,
  ]

  /// The bugs of the catalogue.
  package static let catalogue: [OrdinaryProgram] = [
    calledTwice, neverCalled, lostError, lostCancellation, deliveryAfterCancel, synchronousCallback, checkThenAct,
    unboundedFanOut, permitLeak, timeoutRetry, staleOverwrite, forgottenAwait, bridgeRace, blockedLoop, cyclicWait,
    assumedOrder, tornWrite, lostElement, repeatedEffect,
  ]

  /// Bugs that were found in public code or that it invites, in programs of our own.
  package static let publicCode: [OrdinaryProgram] = [
    debouncedError, assumedYields, isolatedValue, cancellableSemaphore, searchReducer, refreshingModel,
  ]

  /// Windows that close after one event, twelve hops away.
  package static let windows: [OrdinaryProgram] = [
    actorWindow(hops: 12), classWindow(hops: 12), lockWindow(hops: 12), streamWindow(hops: 12),
  ]

  /// All programs but the windows.
  package static let all = structures + catalogue + publicCode
}
