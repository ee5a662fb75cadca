// One thing that is measured: its name, its size, and how one round of it is made.

/// A case of the benchmark at one size.
public struct Benchmark: Sendable {
  /// The name of the case; a case that is measured in several styles or sizes has several benchmarks of one name.
  public let name: String
  /// Its variant among those of its name and size, usually a style.
  public let variant: String?
  /// The name of one operation: `event`, `pipeline`, `run`.
  public let unit: String
  /// How many things are pending, in flight, or done in one batch.
  public let size: Int
  /// How many batches one round has, so that it takes long enough to be measured.
  public let batches: Int
  /// A summary, in one sentence.
  public let summary: String
  /// Makes one round: the given number of batches of the given size.
  let round: @Sendable (_ size: Int, _ batches: Int) -> Lap

  /// A benchmark whose round is at least `operations` operations, if one batch is as many as its size.
  init(
    _ name: String, _ variant: String? = nil, per unit: String, size: Int, atLeast operations: Int = 1,
    summary: String, _ round: @escaping @Sendable (_ size: Int, _ batches: Int) -> Lap
  ) {
    self.init(
      name: name, variant: variant, unit: unit, size: size, batches: max(1, operations / size), summary: summary,
      round: round)
  }

  private init(
    name: String, variant: String?, unit: String, size: Int, batches: Int, summary: String,
    round: @escaping @Sendable (Int, Int) -> Lap
  ) {
    self.name = name
    self.variant = variant
    self.unit = unit
    self.size = size
    self.batches = batches
    self.summary = summary
    self.round = round
  }

  /// The benchmark at another size, one batch a round.
  public func resized(to size: Int) -> Benchmark {
    Benchmark(
      name: name, variant: variant, unit: unit, size: size, batches: 1, summary: summary, round: round)
  }

  /// The name, the variant and the size: `pipeline-async, 1000`.
  public var label: String { ([name, variant].compactMap { $0 } + ["\(size)"]).joined(separator: ", ") }
}

/// The measurement of one round.
struct Lap: Sendable {
  /// How many operations were done.
  var operations: Int
  /// The processor time that they took, in nanoseconds.
  var nanoseconds: Int
  /// How much the process grew by what was suspended, for each suspended thing.
  var bytesEach: Int?
  /// The processor time of the same operations without what is measured, taken in alternation.
  var plainNanoseconds: Int?
}

extension Lap {
  /// A lap of some operations that `body` does.
  static func of(_ operations: Int, _ body: () -> Void) -> Lap {
    var lap = Lap(operations: operations, nanoseconds: 0)
    lap.time(body)
    return lap
  }

  /// Adds the time that `body` takes.
  mutating func time<Result>(_ body: () -> Result) -> Result {
    let start = ProcessorTime.nanoseconds
    let result = body()
    nanoseconds += ProcessorTime.nanoseconds - start
    return result
  }
}
