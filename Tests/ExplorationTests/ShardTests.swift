// Shards: several processes share the seeded runs, and together make each of them once.

import EventLoops
import Testing

@testable import Exploration

struct ShardTests {
  @Test(arguments: [1, 2, 3, 7, 50])
  func `the parts together are the whole, and no run is in two of them`(_ count: Int) {
    let all = (1...count).flatMap { Array(Effort.Shard($0, of: count).indices(of: 20)) }
    #expect(all.sorted() == Array(0..<20))
  }

  @Test func `two halves find together what the whole finds`() {
    let subject = ReductionTests.chains(4, of: 3, sharing: true)
    var effort = Effort(runs: 0, reversals: 0, seededRuns: 40, auditRuns: 20)
    let whole = ScheduleExploration(of: subject, effort)
    var parts: Set<Verdict> = []
    var runs = 0
    for index in 1...2 {
      effort.shard = Effort.Shard(index, of: 2)
      let part = ScheduleExploration(of: subject, effort)
      parts.formUnion(part.outcomes.verdicts)
      runs += part.phases.filter { $0.name == "seeded" || $0.name == "audit" }.map(\.runs).reduce(0, +)
    }
    #expect(runs == 60)
    #expect(parts.count == whole.outcomes.verdicts.count)
  }
}
