// Searches on several threads, searches that are looked on at, and searches that are interrupted.

import Comparison
import EventLoops
import Pipelines
import Synchronization
import Testing

@testable import Exploration

@Suite struct `Watched searches` {
  private static let plan: Plan = {
    var plan = Plan(latency: .milliseconds(10) ... .milliseconds(10))
    plan.settings = ["items": .number(3)]
    return plan
  }()

  /// Says to end from the n-th question on.
  private final class Interrupter: Sendable {
    private let asked = Atomic(0)
    private let number: Int

    init(at number: Int) { self.number = number }

    func isInterrupted() -> Bool { asked.add(1, ordering: .relaxed).oldValue + 1 >= number }
  }

  private final class Watcher: Sendable {
    private let seen = Mutex<[ScheduleExploration.Progress]>([])

    var all: [ScheduleExploration.Progress] { seen.withLock { $0 } }

    func note(_ progress: ScheduleExploration.Progress) { seen.withLock { $0.append(progress) } }
  }

  private func sweep(_ version: ComparedProgram.Version, workers: Int) -> [String] {
    let sweep = DisturbanceSweep(.fault, of: Downloads.program, version, under: Self.plan, workers: workers)
    return [sweep.coverage]
      + sweep.trials.flatMap { trial in
        ["\(trial.disturbance): \(trial.exploration)"] + trial.counterexamples.map { "\($0.token) \($0.orderings)" }
      }
  }

  @Test func `a sweep on several threads comes to the same`() throws {
    let version = try #require(Downloads.program.versions.first { $0.style == .async })
    #expect(sweep(version, workers: 4) == sweep(version, workers: 1))
  }

  @Test func `versions explored on several threads come to the same`() throws {
    let bug = try #require(BugCatalog.bugs.first { $0.name == "stale-overwrite" })
    let one = Differential(of: bug.buggy, under: bug.plan)
    let several = Differential(of: bug.buggy, under: bug.plan, workers: 3)
    #expect(one.description == several.description)
  }

  @Test func `an interrupted exploration keeps what it has, and claims nothing`() {
    let interrupter = Interrupter(at: 20)
    let subject = ShrinkingTests.needle(hops: 4)
    let exploration = ScheduleExploration(of: subject, .exhaustive, interruption: { interrupter.isInterrupted() })
    #expect(exploration.isInterrupted)
    #expect(exploration.runs < 60)
    #expect(!exploration.isComplete)
    #expect(!exploration.isClean)
    #expect(exploration.extent == .part)
    #expect(
      exploration.caveats == [
        "it was interrupted after \(exploration.runs) runs; what was not run by then is not covered"
      ])
    for example in exploration.counterexamples {
      #expect(example.pointOfNoReturn == nil && example.reduction == nil)
    }
  }

  @Test func `an interrupted sweep tells how many disturbances are left`() {
    let interrupter = Interrupter(at: 30)
    let sweep = DisturbanceSweep(
      .fault, of: Downloads.program, Downloads.program.versions[0], under: Self.plan,
      interruption: { interrupter.isInterrupted() })
    #expect(sweep.isInterrupted)
    #expect(sweep.trials.count < sweep.selectedCount)
    #expect(
      sweep.caveats.first
        == "the sweep was interrupted: \(sweep.selectedCount - sweep.trials.count) of \(sweep.selectedCount) disturbances were not tried"
    )
  }

  @Test func `a sweep of which nothing is chosen is not clean`() {
    let version = Downloads.program.versions[0]
    let span = Instant.zero.advanced(by: .seconds(900))...Instant.zero.advanced(by: .seconds(901))
    let sweep = DisturbanceSweep(.fault, of: Downloads.program, version, under: Self.plan, selecting: .window(span))
    #expect(sweep.trials.isEmpty && !sweep.isClean)
    #expect(sweep.caveats == ["nothing was tried: none of \(sweep.possible) was selected"])
  }

  @Test func `the observer of long runs is called within a few of them`() {
    var plan = Self.plan
    plan.settings = ["items": .number(600)]
    let watcher = Watcher()
    let subject = Subject(Downloads.program, Downloads.program.versions[0], under: plan)
    _ = ScheduleExploration(
      of: subject, Effort(runs: 40, reversals: nil, seededRuns: 0, auditRuns: 0), observer: { watcher.note($0) })
    let steps = subject.plainEventCount
    let gaps = zip(watcher.all, watcher.all.dropFirst()).map { $1.runs - $0.runs }
    #expect((gaps.max() ?? 0) <= (1 << 14) / steps + 1)
  }

  @Test func `failures with a common cause are reduced by the runs of the first`() throws {
    let exploration = ScheduleExploration(of: ShrinkingTests.needle(hops: 4), Effort(runs: 500))
    let row = try #require(exploration.failures.first)
    let known = ShrinkingRuns(of: exploration.subject, exploration.effort.limits)
    let first = Shrinking(row, by: known)
    let second = Shrinking(row, by: known)
    #expect(first.runs > 2)
    #expect(second.runs == 1)
    #expect(first.constraints == second.constraints)
    // What fails under the plain schedule takes no run of its own.
    let plain = ShrinkingRuns(of: Self.broken, exploration.effort.limits)
    let failing = ScheduleExploration(of: Self.broken, Effort(runs: 50))
    #expect(failing.failures.map { Shrinking($0, by: plain).runs }.reduce(0, +) == 1)
    #expect(failing.counterexamples.count == 1)
  }

  /// Fails under every schedule, with an outcome for each order of its events.
  private static let broken = Subject("broken") { loop in
    let order = LoopConfined("", on: loop)
    for name in ["a", "b", "c"] { loop.post(name) { order.withValue { $0 += name } } }
    return { _ in Verdict(order.value, findings: ["it is broken"]) }
  }
}
