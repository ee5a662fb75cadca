// What a loop recorded of a run: each event once, with its cause, its place in time and its path.

/// The recorded events of a run, in the order in which they were posted, and the order in which they ran.
///
/// A loop writes a log of a few words an event. The events are made of it when they are first asked for, which is O(their
/// number) once, and are shared by all copies of the trace.
public struct Trace: Sendable {
  private let told: DecodedTrace?

  /// An empty trace.
  package init() {
    told = nil
  }

  init(_ log: TraceLog.Entries) {
    told = DecodedTrace(log)
  }

  /// Every event that was posted, by sequence.
  public var events: [TraceEvent] { told?.contents.events ?? [] }

  /// The sequences of the events that ran, in the order in which they ran.
  public var order: [Int] { told?.contents.order ?? [] }

  /// The events that ran, in the order in which they ran.
  public var ranEvents: some Sequence<TraceEvent> {
    let (events, order) = (events, order)
    return order.lazy.map { events[$0] }
  }

  /// The decisions that were made.
  var choices: [Choice] { told?.contents.choices ?? [] }

  /// The identity of an event by its descent: stable when independent events change places.
  ///
  /// A chain is a line of first posts, `2` being the third chain that was begun from outside the loop; `2.5` is its
  /// event number 5, and `2.5/1.0` the first event of the chain that event forked off as its second post.
  ///
  /// - Complexity: O(number of forks above the event).
  package func path(of sequence: Int) -> String {
    guard let contents = told?.contents else { return "" }
    var steps: [String] = []
    var next: Int? = sequence
    while let sequence = next {
      let event = contents.events[sequence]
      steps.append("\(contents.chains[event.chain].ordinal).\(event.position)")
      next = contents.chains[event.chain].parent
    }
    return steps.reversed().joined(separator: "/")
  }
}

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
  public let cancelledTurn: Int?
  /// The chain that it belongs to, and its index in the chain.
  let chain: Int
  let position: Int

  /// What put an event on the loop.
  public enum Kind: String, Sendable {
    /// A callback or a promise reaction was posted.
    case callback
    /// A timer was armed.
    case timer
    /// A sleeping task will continue.
    case sleep
    /// A task has a segment to run: it was started or resumed.
    case task
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
