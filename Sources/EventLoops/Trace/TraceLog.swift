// The log that a loop writes while it runs: a few words an event, from which the trace is decoded later.

/// The log of a run: what was posted and what ran, each in the order in which it happened.
///
/// The log has no counted references and only grows. The reader of the trace derives the rest: causes, paths, states, the
/// choices of the plain policy. Instants are stored as numbers: many events share each of them.
struct TraceLog: ~Copyable {
  /// An event that was posted; its sequence is its index.
  struct Post {
    /// The number of the instant at which it is due.
    fileprivate let due: Int32
    /// Name, kind, and whether it is a root, in one word.
    private let bits: UInt32

    @inline(__always)
    fileprivate init(_ kind: TraceEvent.Kind, named name: Int32, due: Int32, isRoot: Bool) {
      self.due = due
      bits = UInt32(bitPattern: (name &+ 1) << 3) | kind.code << 1 | (isRoot ? 1 : 0)
    }

    var name: Int32 { Int32(bitPattern: bits >> 3) - 1 }
    var kind: TraceEvent.Kind { TraceEvent.Kind(code: bits >> 1 & 3) }
    /// Whether it was posted from outside of the loop's events.
    var isRoot: Bool { bits & 1 == 1 }
  }

  /// An event that ran.
  struct Turn {
    let sequence: Int32
    /// The first sequence that it could give to an event.
    let firstPost: Int32
  }

  /// A turn that began at another instant than the one before it.
  struct Move {
    let turn: Int
    let instant: Instant
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

  /// The log up to some moment, for a reader.
  struct Entries: Sendable {
    let posts: AppendOnlyList<Post>.Prefix
    let turns: AppendOnlyList<Turn>.Prefix
    let notes: Notes
  }

  /// What is noted now and then, and not at every event.
  struct Notes: Sendable {
    var moves: [Move] = []
    var clockMarks: [ClockMark] = []
    var cancellations: [(sequence: Int, turn: Int)] = []
    var decisions: [Decision] = []
    var names = EventNames()
    /// The instants at which events are due, by number, each there once or a few times.
    var dues: [Instant] = []
    /// Whether the next event is always the first of those that are ready, which is then no decision to be noted.
    let choosesFirst: Bool
  }

  private var posts = AppendOnlyList<Post>()
  private var turns = AppendOnlyList<Turn>()
  private var notes: Notes
  /// Whether the event of the last turn still runs.
  private var isInTurn = false
  /// When the next post was made, unless a mark says otherwise.
  private var instant = Instant.zero
  /// When the last turn began.
  private var turnInstant = Instant.zero
  /// The numbers of those instants that were used lately, by a few bits of the instant.
  private var recentDues: [Int32] = []

  init(choosesFirst: Bool) {
    notes = Notes(choosesFirst: choosesFirst)
  }

  /// What is in the log now.
  ///
  /// - Complexity: O(1).
  var entries: Entries { Entries(posts: posts.prefix, turns: turns.prefix, notes: notes) }

  /// The names of events.
  var names: EventNames {
    @inline(__always) _read { yield notes.names }
    @inline(__always) _modify { yield &notes.names }
  }

  @inline(__always)
  mutating func append(_ kind: TraceEvent.Kind, named name: Int32, postedAt: Instant, due: Instant) {
    if postedAt != instant { mark(postedAt) }
    posts.append(Post(kind, named: name, due: number(of: due), isRoot: !isInTurn))
  }

  @inline(__always)
  private mutating func number(of due: Instant) -> Int32 {
    let bucket = Int(truncatingIfNeeded: (UInt64(bitPattern: due.nanoseconds) &* 0x9E37_79B9_7F4A_7C15) >> 61)
    if bucket < recentDues.count {
      let number = recentDues[bucket]
      if number >= 0, notes.dues[Int(number)] == due { return number }
    }
    return addDue(due, bucket)
  }

  @inline(never)
  private mutating func addDue(_ due: Instant, _ bucket: Int) -> Int32 {
    if recentDues.isEmpty { recentDues = Array(repeating: -1, count: 8) }
    let number = Int32(truncatingIfNeeded: notes.dues.count)
    notes.dues.append(due)
    recentDues[bucket] = number
    return number
  }

  @inline(never)
  private mutating func mark(_ instant: Instant) {
    notes.clockMarks.append(ClockMark(sequence: posts.count, instant: instant))
    self.instant = instant
  }

  @inline(__always)
  mutating func beginTurn(_ sequence: Int, at instant: Instant) {
    if instant != turnInstant { move(to: instant) }
    turns.append(
      Turn(sequence: Int32(truncatingIfNeeded: sequence), firstPost: Int32(truncatingIfNeeded: posts.count)))
    self.instant = instant
    isInTurn = true
  }

  @inline(never)
  private mutating func move(to instant: Instant) {
    notes.moves.append(Move(turn: turns.count, instant: instant))
    turnInstant = instant
  }

  @inline(__always)
  mutating func endTurn() {
    isInTurn = false
  }

  mutating func cancel(_ sequence: Int) {
    notes.cancellations.append((sequence, turns.count - 1))
  }

  mutating func append(_ choice: Choice) {
    notes.decisions.append(Decision(choice: choice, turns: turns.count))
  }

  /// The number of an event's name.
  @inline(__always)
  func nameNumber(of sequence: Int) -> Int32 { posts[sequence].name }

  /// The name of the event that runs now.
  var currentName: EventNames.Name? { isInTurn ? last?.name : nil }

  /// The name and kind of the event that ran last.
  var last: (name: EventNames.Name, kind: TraceEvent.Kind)? {
    turns.last.map { turn in
      let post = posts.prefix[Int(turn.sequence)]
      return (names[post.name], post.kind)
    }
  }
}

extension TraceLog.Entries {
  /// When an event is due.
  func due(of post: TraceLog.Post) -> Instant { notes.dues[Int(post.due)] }

  /// The sequences of the events that ran, in the order in which they ran.
  var order: [Int] { turns.map { Int($0.sequence) } }

  /// The sequence of the event that posted each event; -1 for an event that was posted from outside of the loop's events.
  var causes: [Int] {
    var causes: [Int] = []
    causes.reserveCapacity(posts.count)
    var poster = -1
    for (sequence, post) in posts.enumerated() {
      while poster + 1 < turns.count, Int(turns[poster + 1].firstPost) <= sequence { poster += 1 }
      causes.append(post.isRoot ? -1 : Int(turns[poster].sequence))
    }
    return causes
  }

  /// When each turn began.
  var turnInstants: [Instant] {
    var instants = [Instant](repeating: .zero, count: turns.count)
    for (k, move) in notes.moves.enumerated() {
      let end = k + 1 < notes.moves.count ? notes.moves[k + 1].turn : turns.count
      for turn in move.turn..<end { instants[turn] = move.instant }
    }
    return instants
  }
}

extension TraceEvent.Kind {
  /// The kind as two bits.
  fileprivate var code: UInt32 {
    switch self {
    case .callback: 0
    case .timer: 1
    case .sleep: 2
    case .task: 3
    }
  }

  fileprivate init(code: UInt32) {
    self =
      switch code {
      case 0: .callback
      case 1: .timer
      case 2: .sleep
      default: .task
      }
  }
}
