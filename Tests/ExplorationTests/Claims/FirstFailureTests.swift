// How many runs it takes to the first failure, by each way of choosing schedules.

import EventLoops
import Testing

@testable import Exploration

/// The mean run of the first failure, over 50 seeds and with at most 1,000 runs each. `nil`: most seeds miss it.
///
/// The columns: uniform picks; priorities with no, one and two demotions (PCT); priorities redrawn on conflicts (POS);
/// the cycle of these; and an exploration, in which the cycle alternates with the search.
struct FirstFailureTests {
  /// A row of the table.
  struct Row: Sendable, CustomTestStringConvertible {
    let bug: RareBug
    let means: [SeededPolicy: Double]
    let cycle: Double
    let exploration: Double

    init(_ bug: RareBug, _ means: [Double?], _ cycle: Double, _ exploration: Double) {
      self.bug = bug
      let policies: [SeededPolicy] = [.uniform, .priorities, .oneDemotion, .twoDemotions, .redrawn]
      let known = zip(policies, means).compactMap { policy, mean in mean.map { (policy, $0) } }
      self.means = Dictionary(uniqueKeysWithValues: known)
      (self.cycle, self.exploration) = (cycle, exploration)
    }

    var testDescription: String { bug.name }
  }

  static let table = [
    Row(.lostWakeup, [2.5, nil, 2.1, 1.9, 3.5], 4.1, 7.0),
    Row(.twoLeaders, [2.5, nil, 7.5, 5.1, 4.2], 6.9, 7.0),
    Row(.narrowWindow(hops: 6, isNoted: true), [46.4, nil, 11.8, 7.9, 8.1], 16.8, 7.0),
    Row(.narrowWindow(hops: 12, isNoted: true), [nil, nil, 15.1, 11.9, 16.4], 29.1, 7.0),
    Row(.narrowWindow(hops: 6, isNoted: false), [46.4, nil, 11.8, 7.9, 10.3], 23.0, 17.4),
    Row(.narrowWindow(hops: 12, isNoted: false), [nil, nil, 15.1, 11.9, 18.7], 28.9, 27.6),
    Row(.lateCancel(hops: 12), [nil, 7.6, 28.6, 143.8, 185.5], 14.9, 19.9),
  ]

  @Test(arguments: table)
  func `Each policy meets each bug after about as many runs as the table says`(_ row: Row) {
    for (policy, expected) in row.means {
      let mean = Self.mean { Self.first(row.bug, $0, by: { _ in policy }) }
      #expect((expected / 2)...(expected * 2) ~= mean, "\(policy): \(mean)")
    }
    let mean = Self.mean { Self.first(row.bug, $0, by: SeededPolicy.of) }
    #expect((row.cycle / 2)...(row.cycle * 2) ~= mean, "cycle: \(mean)")
  }

  @Test(arguments: table)
  func `An exploration meets each bug within a few dozen runs, also those that its search misses`(_ row: Row) {
    let mean = Self.mean { seed in
      let effort = Effort(runs: 200, seededRuns: 100, seed: seed)
      return ScheduleExploration(of: row.bug.subject, effort).failures.first?.firstRun
    }
    #expect(mean <= 40)
    #expect(mean <= 2 * row.exploration)
  }

  @Test func `Seeded runs are not put off until a long search is over`() {
    let bug = RareBug.narrowWindow(hops: 6, isNoted: false, beside: 5)
    let exploration = ScheduleExploration(of: bug.subject, Effort(runs: 1_000, reversals: nil))
    #expect(exploration.phases.first { $0.kind == .search }?.runs == 1_000)
    #expect((exploration.failures.first?.firstRun ?? .max) <= 130)
  }

  /// The mean over 50 seeds; a miss counts as the limit.
  private static func mean(_ first: (_ seed: UInt64) -> Int?) -> Double {
    Double((1...50).map { first($0) ?? runLimit }.reduce(0, +)) / 50
  }

  private static let runLimit = 1_000

  /// The first failing run of seeded runs alone.
  private static func first(_ bug: RareBug, _ seed: UInt64, by policy: (Int) -> SeededPolicy) -> Int? {
    var known = KnownFootprints()
    var length = 0
    for number in 0..<runLimit {
      let driver = policy(number).driver(seed: ScheduleSeed.derive(seed, number), length: length, known: known)
      let trial = bug.subject.run(driver, VirtualEventLoop.Limits(), .leftovers)
      if !trial.verdict.findings.isEmpty { return number + 1 }
      guard let record = trial.record else { continue }
      length = max(length, record.steps.count)
      if number < 64 {
        for step in record.steps.indices { known.note(step, of: record) }
      }
    }
    return nil
  }
}
