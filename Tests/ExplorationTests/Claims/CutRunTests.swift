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

  @Test func `A program that does not end under the plain schedule is run once`() {
    let endless = Subject("endless", sharing: .notedState) { loop in
      @Sendable func again() { loop.post("again") { again() } }
      again()
      return { _ in Verdict("unknown") }
    }
    let exploration = ScheduleExploration(of: endless)
    #expect(exploration.runs == 1 && exploration.cutRuns.bySteps == 1 && !exploration.isClean)
    #expect(exploration.coverage.contains("not all there are: all runs were cut by the limit of 10000 events"))
    #expect(exploration.coverage.contains("it was stopped at the first run that does not end"))
  }

  @Test func `An event that others wait for by posting themselves is next after a chain of 200`() {
    let polling = Subject("polling", sharing: .notedState) { loop in
      let isDone = LoopConfined(false, on: loop)
      let polls = LoopConfined(0, on: loop)
      @Sendable func poll() {
        polls.value += 1
        if !isDone.value { loop.post("poll") { poll() } }
      }
      loop.post("poll") { poll() }
      loop.post("done") { isDone.value = true }
      return { _ in Verdict("\(polls.value)") }
    }
    let exploration = ScheduleExploration(of: polling)
    #expect(exploration.isComplete && exploration.isClean, "\(exploration)")
    #expect(exploration.outcomes.outcomes.count == ScheduleRecord.longestOvertaking + 1)
    #expect(exploration.coverage.contains("all fair ones (201 runs were every order of ready events in which no event"))
  }
}
