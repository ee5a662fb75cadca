// A finished search of a program with actors has met every class of schedules that other runs meet.

import EventLoops
import Exploration
import Testing

@Suite("Classes of schedules with actors")
struct ActorClassTests {
  private actor Cell {
    private(set) var value = 0
    func set(_ new: Int) { value = new }
  }

  @Test(arguments: 1...3)
  func `A task that hops before or after an actor is met is in the same class`(_ hops: Int) {
    let subject = Subject("an actor beside hops", sharing: .notedState) { loop in
      let cell = Cell()
      loop.spawn("caller") { await cell.set(1) }
      loop.spawn("hopper") { for _ in 0..<hops { await Task.yield() } }
      return { _ in Verdict("") }
    }
    let exploration = ScheduleExploration(of: subject, Effort(runs: 2_000, reversals: nil, auditRuns: 300))
    #expect(exploration.problems == [])
    #expect(exploration.isComplete, "\(exploration.coverage)")
  }

  @Test func `A task that calls an actor between hops is in the same class, too`() {
    let subject = Subject("an actor between hops") { _ in
      []
    } running: {
      let cell = Cell()
      let writer = Task {
        await Task.yield()
        await cell.set(2)
      }
      let reader = Task {
        await Task.yield()
        return await cell.value
      }
      await writer.value
      return "\(await reader.value)"
    }
    let exploration = ScheduleExploration(
      of: subject, Effort(runs: 4_000, reversals: nil, seededRuns: 0, auditRuns: 300))
    let search = exploration.phases.first { $0.name == "any number of reversals" }
    let everyOrder = exploration.phases.first { $0.name == "every order" }
    #expect(search?.isFinished == true && everyOrder?.isFinished == true)
    #expect(everyOrder?.newClasses == 0 && exploration.outcomes.outcomes == ["0", "2"])
  }
}
