// What a loop writes down of a run while it runs: a few words an event, from which the trace is told later.

/// The log of a run: what was posted and what ran, each in the order in which it happened.
///
/// 16 bytes an event, none of them counted references, and only ever added to. What follows from them is left to who
/// reads the trace: causes, paths, states, the choices of the plain policy. Most of what a log costs is that its memory
/// is new: instants are told by numbers, since many events share each of them.
struct TraceLog: Sendable {
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

  private(set) var posts: [Post] = []
  private(set) var turns: [Turn] = []
  private(set) var moves: [Move] = []
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
  /// When the last turn began.
  private var turnInstant = Instant.zero
  /// The instants at which events are due, by number, each there once or a few times.
  private var dues: [Instant] = []
  /// The numbers of those that were used lately, by a few bits of the instant.
  private var recentDues: [Int32] = []

  init(choosesFirst: Bool) {
    self.choosesFirst = choosesFirst
  }

  @inline(__always)
  mutating func append(_ kind: TraceEvent.Kind, named name: Int32, postedAt: Instant, due: Instant) {
    if postedAt != instant { mark(postedAt) }
    if posts.count == posts.capacity { Self.grow(&posts) }
    posts.append(Post(kind, named: name, due: number(of: due), isRoot: !isInTurn))
  }

  /// Makes room for a short run, then for a long one: the allocator gives what is not used no memory yet.
  ///
  /// Doubling, as a list does by itself, asks for large blocks ten times as often. Before each of them glibc merges all
  /// small blocks that are free, which then have to be cut again: a sixth of what it cost to record futures.
  @inline(never)
  private static func grow<Entry>(_ list: inout [Entry]) {
    list.reserveCapacity(list.isEmpty ? 64 : max(8_192, 8 * list.count))
  }

  /// When an event is due.
  func due(of post: Post) -> Instant { dues[Int(post.due)] }

  @inline(__always)
  private mutating func number(of due: Instant) -> Int32 {
    let bucket = Int(truncatingIfNeeded: (UInt64(bitPattern: due.nanoseconds) &* 0x9E37_79B9_7F4A_7C15) >> 61)
    if bucket < recentDues.count {
      let number = recentDues[bucket]
      if number >= 0, dues[Int(number)] == due { return number }
    }
    return addDue(due, bucket)
  }

  @inline(never)
  private mutating func addDue(_ due: Instant, _ bucket: Int) -> Int32 {
    if recentDues.isEmpty { recentDues = Array(repeating: -1, count: 8) }
    let number = Int32(truncatingIfNeeded: dues.count)
    dues.append(due)
    recentDues[bucket] = number
    return number
  }

  @inline(never)
  private mutating func mark(_ instant: Instant) {
    clockMarks.append(ClockMark(sequence: posts.count, instant: instant))
    self.instant = instant
  }

  @inline(__always)
  mutating func beginTurn(_ sequence: Int, at instant: Instant) {
    if instant != turnInstant { move(to: instant) }
    if turns.count == turns.capacity { Self.grow(&turns) }
    turns.append(
      Turn(sequence: Int32(truncatingIfNeeded: sequence), firstPost: Int32(truncatingIfNeeded: posts.count)))
    self.instant = instant
    isInTurn = true
  }

  @inline(never)
  private mutating func move(to instant: Instant) {
    moves.append(Move(turn: turns.count, instant: instant))
    turnInstant = instant
  }

  /// When each turn began.
  var turnInstants: [Instant] {
    var instants = [Instant](repeating: .zero, count: turns.count)
    for (k, move) in moves.enumerated() {
      let end = k + 1 < moves.count ? moves[k + 1].turn : turns.count
      for turn in move.turn..<end { instants[turn] = move.instant }
    }
    return instants
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
