// The different verdicts that an exploration met, each with the first schedule that led to it.

/// The verdicts of many runs, in the order in which they were met.
public struct OutcomeSet: Sendable {
  /// One verdict, and how it was met.
  public struct Row: Sendable {
    /// What the runs came to.
    public let verdict: Verdict
    /// How many runs came to it.
    public internal(set) var count: Int
    /// Which run was the first, counted from 1 over the whole exploration.
    package let firstRun: Int
    /// The picks of that run: the script that replays it.
    package let picks: [Int]
  }

  /// The verdicts in the order in which they were met.
  public private(set) var rows: [Row] = []
  /// How many runs came to verdicts for which there was no room.
  package private(set) var further = 0
  /// The situations to which some run came.
  package private(set) var reached: Set<String> = []
  /// How many of the rows have findings.
  private(set) var failing = 0
  private var indices: [Verdict: Int] = [:]

  /// How many verdicts are kept: a program with more of them has an outcome that should be summed up.
  package static let capacity = 10_000

  init() {}

  /// Whether there were more verdicts than are kept.
  var isFull: Bool { further > 0 }

  /// Counts a run; returns the row of its verdict, or nil if there was no room for it.
  mutating func add(_ verdict: Verdict, run: Int, picks: @autoclosure () -> [Int]) -> Int? {
    if !verdict.reached.isEmpty { reached.formUnion(verdict.reached) }
    if let known = indices[verdict] {
      rows[known].count += 1
      return known
    }
    guard rows.count < Self.capacity else {
      further += 1
      return nil
    }
    if !verdict.findings.isEmpty { failing += 1 }
    indices[verdict] = rows.count
    rows.append(Row(verdict: verdict, count: 1, firstRun: run, picks: picks()))
    return rows.count - 1
  }

  /// Notes situations to which some run came.
  mutating func noteReached(_ situations: Set<String>) { reached.formUnion(situations) }

  /// Whether a verdict was met.
  package func contains(_ verdict: Verdict) -> Bool { indices[verdict] != nil }

  /// The verdicts.
  package var verdicts: Set<Verdict> { Set(indices.keys) }

  /// The outcomes, without what was found, in alphabetical order.
  public var outcomes: [String] { Set(rows.map(\.verdict.outcome)).sorted() }
}
