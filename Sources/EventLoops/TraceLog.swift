// What a loop writes down of a run while it runs: a few words an event, from which the trace is told later.

/// The log of a run: what was posted and what ran, each in the order in which it happened.
///
/// 32 bytes an event, none of them counted references, and only ever added to. What follows from them is left to who
/// reads the trace: causes, paths, states, the choices of the plain policy. (A callback pipeline of a thousand in flight
/// takes 1.2 times as long as without a log; writing down the events themselves made that 2.7 times.)
struct TraceLog: Sendable {
  /// An event that was posted; its sequence is its index.
  struct Post {
    let due: Instant
    let name: Int32
    let kind: TraceEvent.Kind
    /// Whether it was posted from outside of the loop's events.
    let isRoot: Bool
  }

  /// An event that ran.
  struct Turn {
    let instant: Instant
    let sequence: Int32
    /// The first sequence that it could give to an event.
    let firstPost: Int32
  }

  /// What the clock showed from a post on until the next turn, where that is not what it showed when the turn began.
  struct ClockMark {
    let sequence: Int
    let instant: Instant
  }

  /// A choice, and how many events had begun by then.
  struct Decision {
    let choice: Choice
    let turns: Int
  }

  private(set) var posts: [Post] = []
  private(set) var turns: [Turn] = []
  private(set) var clockMarks: [ClockMark] = []
  private(set) var cancellations: [(sequence: Int, turn: Int)] = []
  private(set) var decisions: [Decision] = []
  var names = EventNames()
  /// Whether the next event is always the first of those that are ready, which is then no decision to be noted.
  let choosesFirst: Bool
  /// Whether the event of the last turn still runs.
  private var isInTurn = false
  /// When the next post was made, unless a mark says otherwise.
  private var instant = Instant.zero

  init(choosesFirst: Bool) {
    self.choosesFirst = choosesFirst
  }

  @inline(__always)
  mutating func append(_ kind: TraceEvent.Kind, named name: Int32, postedAt: Instant, due: Instant) {
    if postedAt != instant { mark(postedAt) }
    posts.append(Post(due: due, name: name, kind: kind, isRoot: !isInTurn))
  }

  @inline(never)
  private mutating func mark(_ instant: Instant) {
    clockMarks.append(ClockMark(sequence: posts.count, instant: instant))
    self.instant = instant
  }

  @inline(__always)
  mutating func beginTurn(_ sequence: Int, at instant: Instant) {
    turns.append(
      Turn(
        instant: instant, sequence: Int32(truncatingIfNeeded: sequence),
        firstPost: Int32(truncatingIfNeeded: posts.count)))
    self.instant = instant
    isInTurn = true
  }

  @inline(__always)
  mutating func endTurn() {
    isInTurn = false
  }

  mutating func cancel(_ sequence: Int) {
    cancellations.append((sequence, turns.count - 1))
  }

  mutating func append(_ choice: Choice) {
    decisions.append(Decision(choice: choice, turns: turns.count))
  }

  /// The name of the event that runs now.
  var currentName: EventNames.Name? { isInTurn ? last?.name : nil }

  /// The name and kind of the event that ran last.
  var last: (name: EventNames.Name, kind: TraceEvent.Kind)? {
    turns.last.map { turn in
      let post = posts[Int(turn.sequence)]
      return (names[post.name], post.kind)
    }
  }
}
