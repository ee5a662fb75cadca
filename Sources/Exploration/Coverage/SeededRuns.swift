// The seeded runs of an exploration: which schedule each of them follows, and when it is its turn.

import EventLoops

/// The seeded schedules by number, each by a policy of a fixed cycle.
///
/// Each policy is good at other bugs: priorities without a demotion where one chain has to run before another,
/// priorities with one or two demotions where chains have to stop in between, priorities redrawn on conflicts at races
/// of short chains, and uniform picks at what shows in many schedules.
enum SeededPolicy: CaseIterable {
  case priorities
  case oneDemotion
  case twoDemotions
  case redrawn
  case uniform

  static let cycle: [SeededPolicy] = [
    .priorities, .redrawn, .oneDemotion, .twoDemotions, .priorities, .redrawn, .oneDemotion, .uniform,
  ]

  /// The policy of the run with a number.
  static func of(_ number: Int) -> SeededPolicy { cycle[number % cycle.count] }

  /// The schedule of one run.
  ///
  /// - Parameters:
  ///   - seed: What all its choices follow from.
  ///   - length: How many steps a run has, as far as is known.
  ///   - known: What events touch, by name, as far as is known.
  func driver(seed: UInt64, length: Int, known: KnownFootprints) -> any ScheduleDriver {
    switch self {
    case .priorities: PCTScheduler(seed: seed, depth: 1, length: length)
    case .oneDemotion: PCTScheduler(seed: seed, depth: 2, length: length)
    case .twoDemotions: PCTScheduler(seed: seed, depth: 3, length: length)
    case .redrawn: POSScheduler(seed: seed, known: known)
    case .uniform: RandomScheduler(seed: seed)
    }
  }
}

/// The seeded runs of one exploration, made between the runs of its searches.
struct SeededRuns {
  /// The schedules with one delay that come before seeded ones or in turn with them.
  var delays: [Delay] = []
  /// How many of them come at the beginning.
  static let firstDelays = 8

  /// The numbers of the runs that this exploration may make, ascending.
  private let numbers: [Int]
  private(set) var made = 0
  /// How many runs of searches there were.
  private var searched = 0

  /// How many seeded runs come one to one with the first runs of a search.
  static let head = 64
  /// How many runs of a search come to one seeded run after that.
  static let stride = 4

  init(_ effort: Effort) {
    numbers = Array(effort.shard.indices(of: effort.auditRuns + effort.seededRuns))
  }

  /// Which delay the run with a number has; nil if its schedule follows from a seed.
  func delay(of number: Int) -> Delay? {
    let further = number - Self.firstDelays
    if further > 0, further % 2 == 1 { return nil }
    let index = further < 0 ? number : Self.firstDelays + further / 2
    return delays.indices.contains(index) ? delays[index] : nil
  }

  /// A run of a search was made.
  mutating func noteSearchRun() { searched += 1 }

  /// The number of the next run whose turn it is beside the searches; nil if it is the turn of the search.
  mutating func nextBesideSearch() -> Int? {
    let due = searched <= Self.head ? searched : Self.head + (searched - Self.head) / Self.stride
    return made < due ? next(below: .max) : nil
  }

  /// The number of the next run; nil if there is none below a limit.
  mutating func next(below limit: Int) -> Int? {
    guard made < numbers.count, numbers[made] < limit else { return nil }
    made += 1
    return numbers[made - 1]
  }
}

/// Seeds for the runs of one seeded phase.
enum ScheduleSeed {
  /// The seed of the index-th run; any range of indices can be run apart from the others.
  static func derive(_ seed: UInt64, _ index: Int) -> UInt64 {
    var generator = SeededGenerator(seed: seed &+ UInt64(truncatingIfNeeded: index) &* 0x9E37_79B9_7F4A_7C15)
    return generator.next()
  }
}
