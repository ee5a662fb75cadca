// What is collected of the conduct of many runs is what all of them did.

import EventLoops
import Pipelines
import Synchronization
import Testing

@testable import Comparison
@testable import Exploration

struct ConductCollectorTests {
  private final class EveryRun: Sendable {
    let conduct = Mutex(Conduct())
  }

  /// Explores with a collector beside a conduct that takes in every run, and compares the two.
  private static func compare(_ program: ComparedProgram, under plan: Plan) {
    for version in program.versions {
      let (collector, every) = (ConductCollector(), EveryRun())
      let oracle = Oracle("every run") { run, _ in
        every.conduct.withLock { $0.add(run) }
        return []
      }
      let subject = Subject(program, version, under: plan, oracles: [collector.oracle, oracle])
      _ = ScheduleExploration(of: subject, Effort(runs: 150, seededRuns: 0, auditRuns: 20))
      #expect(collector.collected == every.conduct.withLock { $0 }, "\(subject.label)")
    }
  }

  @Test func `runs that are passed over add nothing to the conduct of the others`() {
    for bug in BugCatalog.bugs { Self.compare(bug.buggy, under: bug.plan) }
    let ties = Plan(latency: .milliseconds(10) ... .milliseconds(10))
    for program in [Downloads.program, SeveralRequests.program] { Self.compare(program, under: ties) }
    Self.compare(
      ThreeStages.program, under: Plan(latency: .milliseconds(10) ... .milliseconds(10), pipelines: 12))
    // Calls that take different times, and one that a cancellation ends.
    let varied = Plan(
      latency: .milliseconds(1) ... .milliseconds(30), cancellations: [Cancellation(at: .at(.milliseconds(12)))])
    for program in [Downloads.program, SeveralRequests.program] { Self.compare(program, under: varied) }
  }

  @Test func `runs that were put aside count when they are taken in, and not before`() {
    let version = Downloads.program.versions[0]
    let runs = [1, 1, 1, 2, 2, 2].enumerated().map { index, pipelines in
      let plan = Plan(latency: .milliseconds(1) ... .milliseconds(30), pipelines: pipelines)
      let driver = RandomScheduler(seed: UInt64(index))
      return Downloads.program.run(version, under: plan, drivenBy: driver, limits: VirtualEventLoop.Limits()).run
    }
    var (first, all) = (Conduct(), Conduct())
    for run in runs.prefix(3) { first.add(run) }
    for run in runs { all.add(run) }
    let (collector, aside) = (ConductCollector(), ConductAside())
    for run in runs.prefix(3) { collector.add(run) }
    ConductAside.$current.withValue(aside) { for run in runs.suffix(3) { collector.add(run) } }
    #expect(collector.collected == first)
    aside.takeOut().takeIn()
    #expect(collector.collected == all)
    #expect(first != all)
  }

  @Test func `runs that are put aside in pieces count as if they were one`() {
    let version = Downloads.program.versions[0]
    let (whole, pieces, aside) = (ConductCollector(), ConductCollector(), ConductAside())
    for index in 0..<12 {
      let plan = Plan(latency: .milliseconds(1) ... .milliseconds(30), pipelines: 1 + index / 4)
      let driver = RandomScheduler(seed: UInt64(index % 3))
      let run = Downloads.program.run(version, under: plan, drivenBy: driver, limits: VirtualEventLoop.Limits()).run
      whole.add(run)
      ConductAside.$current.withValue(aside) { pieces.add(run) }
      if index % 5 == 4 || index == 11 { aside.takeOut().takeIn() }
    }
    #expect(pieces.collected == whole.collected)
    #expect(pieces.collected != Conduct())
  }
}
