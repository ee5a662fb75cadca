// One recorded event of a run.

/// One event of a run.
public struct TraceEvent: Sendable, Hashable {
  /// The event's place in the order of posting, counted from 0.
  package let sequence: Int
  /// What put the event on the loop.
  public let kind: Kind
  /// What the event is called.
  public let label: String
  /// Where it was created; nil for a task's segment whose task was not started by `spawn`.
  public let site: SourceSite?
  /// The event that posted it; nil if it was posted while the loop was not running an event.
  package let cause: Int?
  /// When it was posted.
  public let postedAt: Instant
  /// When it is due.
  public let due: Instant
  /// When it ran, if it did: later than it was due if the loop was blocked meanwhile.
  public let ranAt: Instant?
  /// What became of it.
  package let state: State
  /// The turn during which it was cancelled, counted from 0, -1 for before the first; nil if it was not.
  package let cancelledTurn: Int?
  /// The chain that it belongs to, and its index in the chain.
  let chain: Int
  let position: Int

  /// What put an event on the loop.
  public enum Kind: Sendable {
    /// A callback or a promise reaction was posted.
    case callback
    /// A timer was armed.
    case timer
    /// A sleeping task will continue.
    case sleep
    /// A task has a segment to run: it was started or resumed.
    case task

    /// The name in traces and documents.
    package var name: String {
      switch self {
      case .callback: "callback"
      case .timer: "timer"
      case .sleep: "sleep"
      case .task: "task"
      }
    }
  }

  /// What became of an event.
  package enum State: Sendable, Hashable {
    /// It has not run.
    case waiting
    /// It ran, as the n-th event of the run, counted from 0.
    case ran(Int)
    /// It was cancelled before its turn.
    case cancelled
  }
}
