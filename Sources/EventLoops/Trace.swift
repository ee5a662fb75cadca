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
    events[sequence].run(asTurn: order.count, at: instant)
    order.append(sequence)
  }

  mutating func markCancelled(_ sequence: Int) {
    events[sequence].cancel(inTurn: order.count - 1)
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
///
/// Numbers of events are kept in four bytes each, which makes an event of 104 bytes out of one of 160: a recorded run is
/// bound by the memory that its events take. There is no room for 2^31 of them anyway.
public struct TraceEvent: Sendable, Hashable {
  /// What the event is called.
  public internal(set) var label: String
  /// Where it was created; nil for a task's segment whose task was not started by `spawn`.
  public internal(set) var site: SourceSite?
  /// When it was posted.
  public let postedAt: Instant
  /// When it is due.
  public let due: Instant
  private var runInstant = Instant.zero
  private let number: Int32
  private let poster: Int32
  /// The turn in which it ran, or one of the marks below.
  private var turn = Self.waiting
  private var cancelling = Self.none
  private let chainNumber: Int32
  private let place: Int32
  /// What put the event on the loop.
  public let kind: Kind

  private static let none = Int32.min
  private static let waiting: Int32 = -1
  private static let withdrawn: Int32 = -2

  init(
    sequence: Int, kind: Kind, label: String, site: SourceSite?, cause: Int?, postedAt: Instant, due: Instant,
    chain: Int, position: Int
  ) {
    number = Int32(truncatingIfNeeded: sequence)
    self.kind = kind
    self.label = label
    self.site = site
    poster = cause.map { Int32(truncatingIfNeeded: $0) } ?? Self.none
    self.postedAt = postedAt
    self.due = due
    chainNumber = Int32(truncatingIfNeeded: chain)
    place = Int32(truncatingIfNeeded: position)
  }

  /// The event's place in the order of posting, counted from 0.
  public var sequence: Int { Int(number) }

  /// The event that posted it; nil if it was posted while the loop was not running an event.
  public var cause: Int? { poster == Self.none ? nil : Int(poster) }

  /// When it ran, if it did: later than it was due if the loop was blocked meanwhile.
  public var ranAt: Instant? { turn >= 0 ? runInstant : nil }

  /// What became of it.
  public var state: State {
    switch turn {
    case Self.waiting: .waiting
    case Self.withdrawn: .cancelled
    default: .ran(Int(turn))
    }
  }

  /// The turn during which it was cancelled, counted from 0, -1 for before the first; nil if it was not.
  public var cancelledTurn: Int? { cancelling == Self.none ? nil : Int(cancelling) }

  var chain: Int { Int(chainNumber) }
  var position: Int { Int(place) }

  mutating func run(asTurn turn: Int, at instant: Instant) {
    self.turn = Int32(truncatingIfNeeded: turn)
    runInstant = instant
  }

  mutating func cancel(inTurn turn: Int) {
    self.turn = Self.withdrawn
    cancelling = Int32(truncatingIfNeeded: turn)
  }

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
