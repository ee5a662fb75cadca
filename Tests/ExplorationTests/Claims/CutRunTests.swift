// Runs that a limit cuts: no exploration with such a run claims to be complete.

import EventLoops
import Testing

@testable import Exploration

struct CutRunTests {
  /// A reader that takes the longer the earlier it runs: six events under the plain schedule, up to 22 under others.
  static let growing = Subject("growing", sharing: .notedState) { loop in
    let cell = LoopConfined(0, on: loop)
    let answer = LoopConfined("nothing", on: loop)
    for index in 1...4 { loop.post("writer \(index)") { cell.value += 1 } }
    loop.post("reader") {
      let seen = cell.value
      @Sendable func hop(_ left: Int) {
        loop.post("hop") { if left > 0 { hop(left - 1) } else { answer.value = "\(seen)" } }
      }
      hop(4 * (4 - seen))
    }
    return { _ in Verdict(answer.value) }
  }

  /// A timer that sets itself again every day, forever.
  static let ticker = Subject("ticker", sharing: .notedState) { loop in
    let ticks = LoopConfined(0, on: loop)
    @Sendable func tick() {
      ticks.value += 1
      loop.schedule("tick", after: .seconds(86_400)) { tick() }
    }
    tick()
    return { _ in Verdict("\(ticks.value > 0)") }
  }

  @Test func `Runs that the step limit cuts are counted, and the search is not complete`() {
    let effort = Effort(reversals: nil, limits: VirtualEventLoop.Limits(steps: 8))
    let exploration = ScheduleExploration(of: Self.growing, effort)
    #expect(!exploration.isComplete)
    #expect(!exploration.isClean)
    let cut = exploration.cutRuns.bySteps
    #expect(cut > 0)
    #expect(
      exploration.problems == [
        "\(cut) of \(exploration.runs) runs were stopped after 8 events, the limit; what comes later was not explored"
      ])
    #expect(exploration.coverage.contains("not all there are: \(cut) runs were cut by the limit of 8 events; "))
  }

  @Test func `Without a limit the same program has outcomes that no cut run comes to`() {
    let whole = ScheduleExploration(of: Self.growing, Effort(reversals: nil))
    #expect(whole.isComplete && whole.isClean)
    #expect(whole.outcomes.outcomes == ["0", "1", "2", "3", "4"])
    let cut = ScheduleExploration(of: Self.growing, Effort(reversals: nil, limits: VirtualEventLoop.Limits(steps: 8)))
    #expect(cut.outcomes.outcomes == ["4", "nothing"])
  }

  @Test func `Runs that the time limit cuts are counted, and the search is not complete`() {
    let exploration = ScheduleExploration(of: Self.ticker)
    #expect(!exploration.isComplete)
    #expect(!exploration.isClean)
    #expect(exploration.cutRuns.byTime == exploration.runs)
    let limit = Effort.quick.limits.instant
    #expect(exploration.problems == ["all runs were stopped at \(limit), the limit; what comes later was not explored"])
    #expect(exploration.coverage.contains("not all there are: all runs were cut by the limit of \(limit)"))
  }

  @Test func `A run of a seeded phase that a limit cuts counts as well`() {
    let effort = Effort(runs: 0, seededRuns: 0, auditRuns: 40, limits: VirtualEventLoop.Limits(steps: 8))
    let exploration = ScheduleExploration(of: Self.growing, effort)
    #expect(exploration.phases.allSatisfy { $0.kind == .sample })
    #expect(exploration.cutRuns.bySteps > 0)
    #expect(!exploration.isClean)
  }
}
