// Feeds damaged input to a reader, and mutates further the inputs that reached new behaviour.

/// One run of a fuzzer; what it tries follows from its seed alone.
///
/// Input with a new kind of result joins the good input, so that damage adds up: a second mistake behind a first one
/// that was mended, an unusual statement in an unusual place.
public struct Fuzzer {
  /// The target.
  public let target: FuzzTarget
  /// The result of it so far.
  public private(set) var account = Account()

  private let seed: UInt64
  private var mutator: FuzzMutator
  private let seeds: [[UInt8]]
  private var corpus: [[UInt8]]
  private var kinds: Set<FuzzVerdict> = []

  /// No more input than this joins the good input.
  static let mostFound = 2_000

  /// The counts of a fuzzer.
  public struct Account: Sendable {
    /// How many inputs were tried.
    public var runs = 0
    /// How many of them were read.
    public var read = 0
    /// How many of them were refused.
    public var refused = 0
    /// How many kinds of results there were.
    public var kinds = 0
    /// The time of the slowest input.
    public var slowest = Duration.zero
  }

  /// An input for which something does not hold.
  public struct Finding: Sendable {
    /// The broken rule.
    public let message: String
    /// The input.
    public let input: [UInt8]
    /// The number of the input, counted from 1.
    public let run: Int
  }

  /// A fuzzer for a target.
  public init(_ target: FuzzTarget, seed: UInt64) {
    self.target = target
    self.seed = seed
    seeds = target.seeds
    corpus = seeds
    mutator = FuzzMutator(seed: seed, pieces: target.pieces)
  }

  /// Tries inputs; the good ones come first.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - willTry: Called with each input before it is tried, so that an input that ends the process is known.
  /// - Returns: The first input for which something does not hold, or nil.
  public mutating func run(_ count: Int, willTry: ([UInt8]) throws -> Void = { _ in }) rethrows -> Finding? {
    let clock = ContinuousClock()
    for _ in 0..<count {
      let input = next()
      try willTry(input)
      account.runs += 1
      let start = clock.now
      let verdict = target.verdict(on: input)
      account.slowest = max(account.slowest, clock.now - start)
      switch verdict {
      case .read: account.read += 1
      case .refused: account.refused += 1
      case .broken(let message): return Finding(message: message, input: input, run: account.runs)
      }
      if kinds.count < Self.mostFound, kinds.insert(verdict.kind).inserted {
        corpus.append(input)
        account.kinds = kinds.count
      }
    }
    return nil
  }

  private mutating func next() -> [UInt8] {
    if let makeInput = target.makeInput { return makeInput(account.runs, seed) }
    if account.runs < seeds.count { return seeds[account.runs] }
    let (first, second) = (mutator.number(below: corpus.count), mutator.number(below: corpus.count))
    return mutator.mutant(of: corpus[first], beside: corpus[second])
  }
}

extension String {
  /// The message without its numbers and quoted parts.
  var kind: String {
    var kind = ""
    var isQuoted = false
    for scalar in unicodeScalars.prefix(400) {
      if scalar == "'" || scalar == "\"" { isQuoted.toggle() }
      if !isQuoted, !("0"..."9").contains(scalar) { kind.unicodeScalars.append(scalar) }
    }
    return kind
  }
}
