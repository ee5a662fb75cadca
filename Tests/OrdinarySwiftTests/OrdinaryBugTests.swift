// The bugs of ordinary programs: each is found, made small and replayed, and the program without it is right.

import EventLoops
import Exploration
import OrdinaryPrograms
import Testing

@Suite("Bugs of ordinary programs")
struct OrdinaryBugTests {
  private static var programs: [OrdinaryProgram] { Captures.isAvailable ? OrdinaryProgram.all : [] }

  @Test(arguments: programs)
  private func `A bug is found within twenty runs, reduced to at most one ordering, and replayed`(
    _ program: OrdinaryProgram
  ) throws {
    let subject = Subject(program, isFixed: false)
    let exploration = ScheduleExploration(of: subject, Effort(runs: 15, seededRuns: 0, auditRuns: 15))
    #expect(exploration.problems.isEmpty)
    let failure = try #require(exploration.failures.first)
    #expect(failure.firstRun <= 20)
    let counterexample = Counterexample(failure, in: exploration)
    #expect(counterexample.isShrunk)
    #expect(counterexample.orderings.count <= 1)
    #expect(counterexample.reproduced == Counterexample.replays)
    let replay = Replay(try ReplayToken("\(counterexample.token)"), on: subject)
    #expect(replay.isExact)
    #expect(replay.verdict.findings == failure.verdict.findings)
  }

  @Test(arguments: programs)
  private func `Without the bug every order of events was run, and none is wrong`(_ program: OrdinaryProgram) {
    let subject = Subject(program, isFixed: true)
    let exploration = ScheduleExploration(of: subject, Effort(runs: 4_000, reversals: nil, seededRuns: 0, auditRuns: 0))
    #expect(exploration.outcomes.outcomes == ["right"], "\(exploration)")
    #expect(exploration.problems.isEmpty)
    #expect(exploration.extent == .everyOrder, "\(exploration.coverage)")
  }

  @Test func `The debounce that loses an error is explained by one ordering at one instant`() throws {
    guard Captures.isAvailable else { return }
    let exploration = ScheduleExploration(of: Subject(.debouncedError, isFixed: false))
    #expect(
      exploration.outcomes.outcomes == ["right", "the base has failed, and the consumer sees a normal end"])
    let counterexample = try #require(exploration.counterexamples.first)
    #expect(counterexample.orderings.count == 1 && counterexample.orderings.allSatisfy(\.isKept))
    #expect(counterexample.flips.map(\.passes) == [true])
    #expect(exploration.extent == .everyOrder)
  }

  @Test func `The catalogue has the bugs that it is to have, each under a name of its own`() {
    #expect(OrdinaryProgram.structures.count == 18)
    #expect(OrdinaryProgram.catalogue.count == 19)
    #expect(Set(OrdinaryProgram.all.map(\.name)).count == OrdinaryProgram.all.count)
  }
}

extension OrdinaryProgram: CustomTestStringConvertible {
  /// The name of the program.
  public var testDescription: String { name }
}

/// Whether loops capture in this process.
enum Captures {
  static let isAvailable = VirtualEventLoop(capturing: .everything).capturing == .everything
}
