// The mechanisms that can make versions of a program differ, each with the rule that it comes to.

/// A mechanism that is known to make versions of one program differ.
///
/// A difference has a mechanism only where the runs' traces show it at work: see `Difference.mechanisms`.
package enum Mechanism: String, Sendable, Hashable, CaseIterable {
  /// The pipelines were built and not started, and a future was at work all the same.
  case eagerFuture
  /// The API answered a call twice.
  case answeredTwice
  /// A pipeline was cancelled before the first event of its task.
  case bodyStartsLater
  /// A cancellation came between a reply and the later event of its reaction.
  case hops
  /// A cancellation cancelled a reaction that had not begun; other code that had its answer ran on.
  case runsOn
  /// One version checked for cancellation after its reply and before its next step, and another did not.
  case looksForCancellation
  /// A cancelled task refused to send a call that others sent and cancelled.
  case callLooksFirst
  /// A cancelled pipeline waited for a job that nothing stops.
  case waitsForJob
  /// A reply arrived between a time limit's event and the event that called the pipeline off.
  case limitCallsOff
  /// A time limit waited for the work that it had cancelled.
  case limitWaits
  /// A call was begun between an error and the event in which its siblings heard of it.
  case siblingsHearLater
  /// An event blocked the loop earlier or later among the events of an instant.
  case blocksLater
  /// The schedule chose among the events that were due at one instant.
  case scheduleChose
  /// The same error was caught, in another place of the code.
  case caughtWhereAwaited

  /// The rule behind a difference that the mechanism makes: one sentence without a full stop.
  package var rule: String {
    switch self {
    case .eagerFuture: "a future is at work from the moment it is made, whether anyone looks at it or not"
    case .answeredTwice: "a callback's body runs as often as it is called; a promise and an await take one answer"
    case .bodyStartsLater:
      "a task's body begins in a later event and finds the cancellation there; the others send within the call itself"
    case .hops:
      "a callback runs in the event of its reply, a future's reaction and a resumed task each in a later one"
    case .runsOn:
      "a future's reaction that has not begun is called off; a callback or a task that has its answer runs on to its "
        + "next call"
    case .looksForCancellation:
      "code that has its answer runs on to its next call unless it looks for a cancellation first: the author's choice"
    case .callLooksFirst:
      "an async call looks for a cancellation before it sends; the others send, and call off what they have sent"
    case .waitsForJob:
      "a job that has begun is not stopped: a counter and a task group wait for its end, and a counter takes its result; "
        + "`all` does not wait"
    case .limitCallsOff:
      "a time limit calls the others off in its own event; tasks hear of it when their group goes on, an event later"
    case .limitWaits:
      "a time limit in async code waits until what it has called off has ended; the others deliver at once"
    case .siblingsHearLater:
      "an error that ends others does so in its own event or, by way of a future or a group, an event later: what is "
        + "begun in between is refused or called off"
    case .blocksLater:
      "a callback blocks in the event of its reply, the others in a later one, after the replies that are due by then"
    case .scheduleChose: "which of the events due at one instant comes next was a choice of the schedule"
    case .caughtWhereAwaited:
      "each style catches where it asks: in each callback, at the end of the chain, around the awaits"
    }
  }
}
