// How much work an exploration may be.

public import EventLoops

/// How far an exploration goes.
public struct Effort: Sendable, Hashable {
  /// How many runs the searches may take together; the seeded runs are counted by themselves.
  public var runs: Int
  /// How many races a schedule may reverse; nil for any number.
  public var reversals: Int?
  /// How many seeded runs are made in addition to those of the audit, unless the search is complete.
  public var seededRuns: Int
  /// How many seeded runs are made in any case, to check that the search has missed nothing.
  package var auditRuns: Int
  /// The seed of the seeded runs.
  public var seed: UInt64
  /// Which part of the seeded runs this exploration makes, where several processes share them.
  package var shard = Shard()
  /// How many threads search one program at the same time; the result does not depend on it.
  package var jobs = 1
  /// What stops a program that runs away.
  public var limits: VirtualEventLoop.Limits

  /// An effort from its parts.
  public init(
    runs: Int = 1_000, reversals: Int? = 2, seededRuns: Int = 200, auditRuns: Int = 50, seed: UInt64 = 1,
    limits: VirtualEventLoop.Limits = VirtualEventLoop.Limits(steps: 10_000)
  ) {
    self.runs = runs
    self.reversals = reversals
    self.seededRuns = seededRuns
    self.auditRuns = auditRuns
    self.seed = seed
    self.limits = limits
  }

  /// One of several equal parts of the runs that follow from seeds; the systematic search is not divided.
  package struct Shard: Sendable, Hashable {
    /// Which part, counted from 1.
    public var index: Int
    /// How many parts there are.
    public var count: Int

    /// A part of several; by default the whole.
    public init(_ index: Int = 1, of count: Int = 1) {
      self.index = index
      self.count = count
    }

    /// The numbers of this part's runs among `total`.
    func indices(of total: Int) -> some Sequence<Int> { stride(from: index - 1, to: total, by: count) }
  }

  /// Milliseconds: two reversals, a thousand runs.
  public static let quick = Effort()
  /// Seconds: three reversals, twenty thousand runs.
  public static let thorough = Effort(runs: 20_000, reversals: 3, seededRuns: 2_000, auditRuns: 500)
  /// As long as it takes, up to ten million runs: every class of schedules.
  public static let exhaustive = Effort(runs: 10_000_000, reversals: nil, seededRuns: 0, auditRuns: 1_000)
}
