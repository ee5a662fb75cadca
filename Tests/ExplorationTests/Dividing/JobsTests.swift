// An exploration has the same result with any number of threads.

import EventLoops
import Pipelines
import Testing

@testable import Comparison
@testable import Exploration

struct JobsTests {
  /// What is printed and stored of an exploration.
  private static func facts(_ exploration: ScheduleExploration) -> [String] {
    let rows = exploration.outcomes.rows.map { "\($0.verdict) \($0.count) \($0.firstRun) \($0.picks)" }
    let phases = exploration.phases.map {
      "\($0.name) \($0.isFinished) \($0.runs) \($0.newClasses) \($0.newOutcomes) \($0.estimate ?? 0)"
    }
    return rows + phases + [
      exploration.coverage, exploration.statistics, "\(exploration.extent) \(exploration.estimate ?? 0)",
    ] + exploration.problems
  }

  /// Explores with one thread and with several.
  private static func compare(_ subject: Subject, _ effort: Effort) {
    let one = ScheduleExploration(of: subject, effort)
    for jobs in [2, 3] {
      var effort = effort
      effort.jobs = jobs
      #expect(facts(ScheduleExploration(of: subject, effort)) == facts(one), "\(subject.label), \(jobs) threads")
    }
  }

  private static func effort(_ runs: Int) -> Effort {
    Effort(runs: runs, reversals: nil, seededRuns: 0, auditRuns: 20)
  }

  /// A sort of neighbours as a subject.
  private static func sorters(_ count: Int, of length: Int) -> Subject {
    Subject("sorters", sharing: .notedState) { loop in
      let cells = NeighbourSort(count, of: length, on: loop)
      return { _ in Verdict(cells.text) }
    }
  }

  @Test func `a complete search has the same result with one, two and three threads`() {
    Self.compare(Self.sorters(3, of: 3), Self.effort(100_000))
  }

  @Test(arguments: [700, 1_333])
  func `a search that the budget ends has the same result with one, two and three threads`(_ runs: Int) {
    Self.compare(Self.sorters(4, of: 3), Self.effort(runs))
  }

  @Test(arguments: Style.allCases)
  func `a search of a program whose events always touch the same has the same result with several threads`(
    _ style: Style
  ) throws {
    let version = try #require(Downloads.program.versions.first { $0.style == style })
    let plan = Plan(latency: .milliseconds(10) ... .milliseconds(10))
    let subject = Subject(Downloads.program, version, under: plan)
    Self.compare(subject, Self.effort(700))
    var bounded = Self.effort(500)
    bounded.reversals = 3
    Self.compare(subject, bounded)
  }

  @Test func `a search with choices and cancellations has the same result with several threads`() {
    Self.compare(SmallProgram(seed: 7, events: 9, .choosing).subject, Self.effort(1_500))
  }

  @Test func `a simulated search makes the runs of the search itself, in less time on more machines`() {
    let (one, three) = (Self.simulated(on: 1), Self.simulated(on: 3))
    let whole = SearchCount(of: Self.sorters(3, of: 3), limit: .max)
    #expect(one.runs == whole.runs + whole.redundant && three.runs == one.runs)
    #expect(one.time == one.runs && one.repeated == 0 && one.most == one.runs)
    #expect(three.time < one.time && three.most <= three.time)
  }

  private static func simulated(on machines: Int) -> SimulatedTeam {
    SimulatedTeam(sorters(3, of: 3), on: machines, exact: false, limit: .max)
  }
}
