// What a loop recorded of a run: each event once, with its cause, its place in time and its path.

/// The recorded events of a run, in the order in which they were posted, and the order in which they ran.
public struct Trace: Sendable {
  /// Every event that was posted, by sequence.
  public private(set) var events: [TraceEvent] = []
  /// The sequences of the events that ran, in the order in which they ran.
  public private(set) var order: [Int] = []
  private var chains: [Chain] = []
  private var rootCount = 0

  /// A line of events each of which was the first to be posted by the one before it.
  private struct Chain {
    /// The event from which the chain forked off, or nil if it was posted from outside the loop.
    var parent: Int?
    /// Which of its parent's posts it was, counted from 0.
    var ordinal: Int
  }

  package init() {}

  /// The events that ran, in the order in which they ran.
  public var ranEvents: some Sequence<TraceEvent> { order.lazy.map { events[$0] } }

  /// Notes an event that is posted by the event `cause`, as its `ordinal`-th post.
  mutating func append(
    _ kind: TraceEvent.Kind, _ label: String, at site: SourceSite?, cause: Int?, ordinal: Int, postedAt: Instant,
    due: Instant
  ) {
    let chain: Int
    let position: Int
    if let cause, ordinal == 0 {
      (chain, position) = (events[cause].chain, events[cause].position + 1)
    } else {
      chains.append(Chain(parent: cause, ordinal: cause == nil ? rootCount : ordinal))
      if cause == nil { rootCount += 1 }
      (chain, position) = (chains.count - 1, 0)
    }
    events.append(
      TraceEvent(
        sequence: events.count, kind: kind, label: label, site: site, cause: cause, postedAt: postedAt, due: due,
        chain: chain, position: position))
  }

  mutating func markRun(_ sequence: Int, at instant: Instant) {
    events[sequence].ranAt = instant
    events[sequence].state = .ran(order.count)
    order.append(sequence)
  }

  mutating func markCancelled(_ sequence: Int) {
    events[sequence].state = .cancelled
    events[sequence].cancelledTurn = order.count - 1
  }

  mutating func attribute(_ sequence: Int, label: String, site: SourceSite?) {
    events[sequence].label = label
    events[sequence].site = site
  }

  /// The identity of an event by its descent: stable when independent events change places.
  ///
  /// A chain is a line of first posts, `2` being the third chain that was begun from outside the loop; `2.5` is its
  /// event number 5, and `2.5/1.0` the first event of the chain that event forked off as its second post.
  ///
  /// - Complexity: O(number of forks above the event).
  public func path(of sequence: Int) -> String {
    var steps: [String] = []
    var next: Int? = sequence
    while let sequence = next {
      let event = events[sequence]
      steps.append("\(chains[event.chain].ordinal).\(event.position)")
      next = chains[event.chain].parent
    }
    return steps.reversed().joined(separator: "/")
  }
}

/// One event of a run.
public struct TraceEvent: Sendable, Hashable {
  /// The event's place in the order of posting, counted from 0.
  public let sequence: Int
  /// What put the event on the loop.
  public let kind: Kind
  /// What the event is called.
  public internal(set) var label: String
  /// Where it was created; nil for a task's segment whose task was not started by `spawn`.
  public internal(set) var site: SourceSite?
  /// The event that posted it; nil if it was posted while the loop was not running an event.
  public let cause: Int?
  /// When it was posted.
  public let postedAt: Instant
  /// When it is due.
  public let due: Instant
  /// When it ran, if it did: later than it was due if the loop was blocked meanwhile.
  public internal(set) var ranAt: Instant?
  /// What became of it.
  public internal(set) var state = State.waiting
  /// The turn during which it was cancelled, counted from 0, -1 for before the first; nil if it was not.
  public internal(set) var cancelledTurn: Int?

  let chain: Int
  let position: Int

  /// What put an event on the loop.
  public enum Kind: String, Sendable {
    /// A callback or a promise reaction was posted.
    case callback
    /// A timer was armed.
    case timer
    /// A sleeping task will go on.
    case sleep
    /// A task has a segment to run: it was started or resumed.
    case task
  }

  /// What became of an event.
  public enum State: Sendable, Hashable {
    /// It has not run.
    case waiting
    /// It ran, as the n-th event of the run, counted from 0.
    case ran(Int)
    /// It was cancelled before its turn.
    case cancelled
  }
}
