// Narrow windows in ordinary code: found in few runs, and never called complete before they are.

import EventLoops
import Exploration
import OrdinaryPrograms
import Testing

@Suite("Narrow windows in ordinary programs")
struct WindowTests {
  private static var programs: [OrdinaryProgram] { Captures.isAvailable ? OrdinaryProgram.windows : [] }

  @Test(arguments: programs)
  private func `A window twelve hops away is found, and reduced to one ordering`(_ program: OrdinaryProgram) throws {
    // A search of every order begins with the last hops and comes to the window late: a schedule with one delay finds it
    // before, whatever the seed.
    for seed in 1...5 {
      let effort = Effort(runs: 10, seededRuns: 10, auditRuns: 0, seed: UInt64(seed))
      let first = ScheduleExploration(of: Subject(program, isFixed: false), effort).failures.first?.firstRun
      #expect((first ?? .max) <= 20, "seed \(seed): \(first.map(String.init) ?? "not found")")
    }
    let exploration = ScheduleExploration(of: Subject(program, isFixed: false), Effort(runs: 200))
    let failure = try #require(exploration.failures.first)
    let counterexample = Counterexample(failure, in: exploration)
    #expect(counterexample.orderings.count == 1 && counterexample.reproduced == Counterexample.replays)
  }

  @Test(arguments: programs, [1, 5, 20, 100, 300])
  private func `An exploration that has not seen the window does not claim to be complete`(
    _ program: OrdinaryProgram, _ runs: Int
  ) {
    let effort = Effort(runs: runs, reversals: nil, seededRuns: 0, auditRuns: 0)
    let exploration = ScheduleExploration(of: Subject(program, isFixed: false), effort)
    #expect(!exploration.isComplete || !exploration.failures.isEmpty, "\(exploration.coverage)")
    #expect(!exploration.coverage.contains("all there are (") || !exploration.failures.isEmpty)
  }

  @Test func `A window of two hops is in the search of every order`() {
    guard Captures.isAvailable else { return }
    let programs = [
      OrdinaryProgram.actorWindow(hops: 2), .classWindow(hops: 2), .lockWindow(hops: 2), .streamWindow(hops: 2),
    ]
    for program in programs {
      let effort = Effort(runs: 4_000, reversals: nil, seededRuns: 0, auditRuns: 0)
      let exploration = ScheduleExploration(of: Subject(program, isFixed: false), effort)
      #expect(exploration.extent == .everyOrder, "\(exploration.coverage)")
      #expect(exploration.failures.count == 1)
    }
  }
}
