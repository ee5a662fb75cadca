// What an exploration says of what it has seen: never more than was run.

import EventLoops
import Synchronization
import Testing

@testable import Exploration

struct CoverageTests {
  @Test func `a search that ran to its end says that it has seen all there is`() {
    let exploration = ScheduleExploration(of: ReductionTests.lostUpdate(callers: 2))
    #expect(exploration.isComplete)
    #expect(
      exploration.coverage.hasSuffix("4 classes of schedules: all there are (declared: events share only noted state)"))
  }

  @Test func `a budget that runs out says which search was finished, which was not, and by what`() {
    let effort = Effort(runs: 60, reversals: 2, seededRuns: 8, auditRuns: 0)
    let exploration = ScheduleExploration(of: ReductionTests.lostUpdate(callers: 5), effort)
    #expect(!exploration.isComplete)
    let phases = exploration.phases.filter { $0.kind == .search }
    #expect(phases.map(\.isFinished) == [true, false])
    let (first, second) = (phases[0].runs, phases[1].runs)
    #expect(first + second == 60)
    let expected =
      "not all there are: the search with up to 1 reversal was finished; the search with up to 2 reversals was stopped "
      + "after \(second) runs of about \(exploration.estimate ?? 0), by the budget of 60; 8 runs were seeded"
    #expect(exploration.coverage.hasSuffix(expected), "\(exploration.coverage)")
  }

  @Test func `bounds that leave reversals out are not taken for everything`() {
    let effort = Effort(runs: 1_000, reversals: 1, seededRuns: 0, auditRuns: 0)
    let exploration = ScheduleExploration(of: ReductionTests.lostUpdate(callers: 5), effort)
    #expect(exploration.phases.first { $0.kind == .search }?.isFinished == true)
    #expect(!exploration.isComplete)
    #expect(exploration.coverage.contains("not all there are"))
  }

  @Test func `the observer is called every 1,024 runs and at the end of each phase`() {
    let noted = Mutex<[ScheduleExploration.Progress]>([])
    let effort = Effort(runs: 3_000, reversals: nil, seededRuns: 0, auditRuns: 10)
    let exploration = ScheduleExploration(of: ReductionTests.lostUpdate(callers: 5), effort) { progress in
      noted.withLock { $0.append(progress) }
    }
    let seen = noted.withLock { $0 }
    #expect(seen.last?.runs == exploration.runs)
    #expect(seen.contains { $0.phase == "any number of reversals" && $0.runs == 2_048 && $0.estimate != nil })
    #expect(seen.map(\.runs) == seen.map(\.runs).sorted())
    #expect(seen.last?.outcomes == exploration.outcomes.rows.count)
  }
}
