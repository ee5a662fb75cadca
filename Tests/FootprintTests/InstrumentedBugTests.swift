// The bugs of ordinary programs once more, in code that is instrumented: found in few runs, and explained with their lines.

import EventLoops
import InstrumentedOrdinaryPrograms
import Testing

@testable import Exploration

@Suite("Bugs of instrumented programs", .enabled(if: VirtualEventLoop.canNoteMemory)) struct InstrumentedBugTests {
  typealias Bug = InstrumentedOrdinaryPrograms.OrdinaryProgram

  private static func subject(_ bug: Bug, isFixed: Bool) -> Subject {
    OrdinaryProgram(bug.name, right: "right") { await bug.run(isFixed: isFixed) ?? "right" }.subject
  }

  @Test(arguments: Bug.all + Bug.windows)
  private func `A bug is found within twenty runs, and both lines of its conflict are named`(_ bug: Bug) throws {
    let effort = Effort(runs: 60, seededRuns: 12, auditRuns: 6)
    let exploration = ScheduleExploration(of: Self.subject(bug, isFixed: false), effort)
    let failure = try #require(exploration.failures.first)
    #expect(failure.firstRun <= 20)
    let example = Counterexample(failure, in: exploration)
    #expect(example.isShrunk && example.orderings.count <= 1)
    #expect(example.reproduced == Counterexample.replays)
    // A bug that fails in the plain order is explained by the nearest schedule that passes, if there is one.
    if example.orderings.isEmpty && example.repair.isEmpty { return }
    let lines = (example.conflicts.map(\.text) + example.segments).joined().matches(of: /\.swift:\d+/)
    #expect(lines.count >= 2, "\(example.orderings) \(example.conflicts) \(example.segments)")
    if !example.orderings.isEmpty {
      let conflicts = example.conflicts.map(\.text)
      #expect(conflicts.contains { $0.matches(of: /\.swift:\d+ in/).count >= 2 }, "\(conflicts)")
    }
  }

  @Test(arguments: Bug.all + Bug.windows)
  private func `Without the bug all orders that can differ were run, and none is wrong`(_ bug: Bug) {
    let effort = Effort(runs: 4_000, reversals: nil, seededRuns: 0, auditRuns: 0)
    let exploration = ScheduleExploration(of: Self.subject(bug, isFixed: true), effort)
    #expect(exploration.outcomes.outcomes == ["right"], "\(exploration)")
    #expect(exploration.isComplete, "\(exploration.coverage)")
  }

  @Test func `An order of results is named as such, with both lines`() throws {
    let exploration = ScheduleExploration(of: Self.subject(.assumedOrder, isFixed: false))
    let conflicts = Counterexample(try #require(exploration.failures.first), in: exploration).conflicts.map(\.text)
    let text = /the results of a task group: ended .*AssumedOrder.swift:\d+ .*, then ended .*AssumedOrder.swift:\d+/
    #expect(conflicts.contains { $0.contains(text) }, "\(conflicts)")
  }

  @Test func `All bugs are there`() {
    #expect(Bug.structures.count == 18 && Bug.catalogue.count == 19 && Bug.windows.count == 4)
    #expect(Bug.publicCode.count == 6)
  }
}

extension InstrumentedOrdinaryPrograms.OrdinaryProgram: CustomTestStringConvertible {
  /// The name of the program.
  public var testDescription: String { name }
}
