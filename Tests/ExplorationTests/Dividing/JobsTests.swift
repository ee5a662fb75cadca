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

  /// An order, of which its description tells nothing.
  private struct Order: Sendable, Equatable, CustomStringConvertible {
    let numbers: [Int]
    var description: String { "an order" }
  }

  /// A program that delivers the order in which some callbacks run.
  private static func shuffle(_ count: Int) throws -> Subject {
    let program = ComparedProgram("shuffle")
      .callback { context, done in
        let order = LoopConfined<[Int]>([], on: context.loop)
        for number in 0..<count {
          context.loop.post("callback \(number)") {
            order.value.append(number)
            if order.value.count == count { done(.success(Order(numbers: order.value))) }
          }
        }
      }
    return Subject(program, try #require(program.versions.first))
  }

  @Test func `the texts of outputs that are described alike do not depend on the threads`() throws {
    Self.compare(try Self.shuffle(6), Self.effort(2_000))
    let alone = ScheduleExploration(of: try Self.shuffle(3), Self.effort(100))
    #expect(
      alone.outcomes.outcomes == ["an order"] + (2...6).map { "an order (another one, \($0))" },
      "\(alone.outcomes.outcomes)")
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
