// The mechanisms that make versions of a program differ, and the rule of each.

/// A mechanism that is known to make versions of one program differ.
///
/// A difference has a mechanism only where the runs' traces show it at work: see `Difference.mechanisms`.
package enum Mechanism: String, Sendable, Hashable, CaseIterable {
  /// The pipelines were built and not started, and a future did its work nevertheless.
  case eagerFuture
  /// The API answered a call twice.
  case answeredTwice
  /// A pipeline was cancelled before the first event of its task.
  case bodyStartsLater
  /// A cancellation came between a reply and the later event of its reaction.
  case hops
  /// A cancellation cancelled a reaction that had not begun; other code continued after its reply.
  case continuesAfterReply
  /// One version checked for cancellation after its reply and before its next step, and another did not.
  case checksCancellation
  /// A cancelled task refused to send a call that others sent and cancelled.
  case callChecksFirst
  /// A cancelled pipeline waited for a job that nothing stops.
  case waitsForJob
  /// A reply arrived between a time limit's event and the event that cancelled the pipeline.
  case limitCancels
  /// A time limit waited for the work that it had cancelled.
  case limitWaits
  /// A call began between an error and the event that cancelled its siblings.
  case siblingsCancelledLater
  /// An event blocked the loop earlier or later among the events of an instant.
  case blocksLater
  /// The schedule chose among the events that were due at one instant.
  case scheduleChose
  /// The versions caught the same error in different places of the code.
  case caughtWhereAwaited

  /// The rule behind a difference that the mechanism makes: one sentence without a full stop.
  package var rule: String {
    switch self {
    case .eagerFuture: "a future starts its work when it is created, even if nothing uses its result"
    case .answeredTwice: "a callback runs once for each answer; Braid's promise and await accept the first answer only"
    case .bodyStartsLater:
      "a task's body begins in a later event and finds the cancellation there; the other styles send within the call itself"
    case .hops:
      "a callback runs in the event of its reply; a future's reaction and a resumed task each run in a later event"
    case .continuesAfterReply:
      "a future's reaction that has not begun is cancelled; other code whose reply has arrived continues to its next call "
        + "unless it checks for cancellation first"
    case .checksCancellation:
      "code whose reply has arrived continues to its next call unless it checks for cancellation first"
    case .callChecksFirst:
      "an async call checks for cancellation before it sends; the other styles send, and cancel the call afterwards"
    case .waitsForJob:
      "a job that has begun is not stopped: a counter and a task group wait for its end, and a counter uses its result; "
        + "`all` does not wait"
    case .limitCancels:
      "a time limit cancels the other work in its own event; the tasks of a group are cancelled when the group resumes, an "
        + "event later"
    case .limitWaits:
      "a time limit in async code waits for the work that it has cancelled; the other styles deliver at once"
    case .siblingsCancelledLater:
      "an error cancels its siblings in its own event or, through a future or a group, an event later: a call that begins "
        + "in between is refused or cancelled"
    case .blocksLater:
      "a callback blocks the loop in the event of its reply, the other styles in a later event, after the replies that are "
        + "due by then"
    case .scheduleChose: "the schedule chose which of the events due at one instant runs first"
    case .caughtWhereAwaited:
      "each style catches an error in its own place: in each callback, at the end of the chain, around the awaits"
    }
  }
}
