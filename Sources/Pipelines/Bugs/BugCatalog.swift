// The classic bugs, by name.

import Comparison

/// The bugs that come with Braid, each with the program that has it and the one that does not.
package enum BugCatalog {
  /// All bugs, in the order in which they are presented.
  package static let bugs: [ClassicBug] = [
    .calledTwice, .neverCalled, .lostError, .lostCancellation, .deliveryAfterCancel, .synchronousCallback,
    .checkThenAct, .unboundedFanOut, .permitLeak, .timeoutRetry, .staleOverwrite, .forgottenAwait, .bridgeRace,
    .blockedLoop, .cyclicWait, .assumedOrder, .tornWrite, .lostElement, .repeatedEffect,
  ]

  /// The bug with a name, or nil if there is none.
  package static func bug(named name: String) -> ClassicBug? {
    bugs.first { $0.name == name }
  }

  /// The bug of which a program is the one with it or the one without it, or nil if there is none.
  ///
  /// - Parameter name: The name of the program.
  package static func bug(ofProgram name: String) -> ClassicBug? {
    bugs.first { $0.buggy.name == name || $0.fixed.name == name }
  }
}
