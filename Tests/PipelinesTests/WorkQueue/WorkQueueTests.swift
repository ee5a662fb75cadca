// The work queue: every job is done once, the queue keeps its bound, and nothing is left over wherever it is cancelled.

import Comparison
import EventLoops
import Exploration
import Testing

@testable import Pipelines

@Suite("The work queue")
struct WorkQueueTests {
  private static let versions = WorkQueue.program.versions

  private static func plan(jobs: Int, consumers: Int, room: Int, seed: UInt64? = nil) -> Plan {
    var plan = Plan(latency: .milliseconds(10) ... .milliseconds(30))
    plan.seed = seed
    plan.settings = ["jobs": .number(jobs), "consumers": .number(consumers), "room": .number(room)]
    return plan
  }

  @Test(arguments: versions)
  func `does each job once, in any number and whatever the latencies`(version: ComparedProgram.Version) {
    for seed in 0..<20 as Range<UInt64> {
      let (jobs, consumers, room) = (Int(seed % 8), 1 + Int(seed % 3), 1 + Int(seed % 4))
      let run = WorkQueue.program.run(
        version, under: Self.plan(jobs: jobs, consumers: consumers, room: room, seed: seed))
      let texts = run.events.map { $0.text(among: 1) }
      let done = texts.compactMap { $0.wholeMatch(of: /[a-c] did (job-\d+)/).map { String($0.1) } }
      #expect(done.sorted() == WorkQueue.names(jobs).sorted())
      #expect(texts.last == "finished \"\(jobs) \(jobs == 1 ? "job" : "jobs") done\"")
      #expect(run.report.isClean)
    }
  }

  @Test(arguments: versions)
  func `has no more jobs put than it has room and consumers for`(version: ComparedProgram.Version) {
    for (consumers, room) in [(1, 1), (1, 3), (2, 1), (3, 2)] {
      let run = WorkQueue.program.run(version, under: Self.plan(jobs: 12, consumers: consumers, room: room, seed: 7))
      var (open, most) = (0, 0)
      for text in run.events.map({ $0.text(among: 1) }) {
        if text.hasPrefix("put ") { open += 1 }
        if text.contains(" did ") { open -= 1 }
        most = max(most, open)
      }
      // A hop may come between the end of a job and the note about it.
      #expect(most <= room + 2 * consumers && most >= room + consumers)
    }
  }

  @Test func `leaves nothing over wherever it is cancelled`() {
    for (consumers, room) in [(2, 2), (1, 1)] {
      let sweep = CancellationSweep(
        of: WorkQueue.program, under: Self.plan(jobs: 4, consumers: consumers, room: room))
      #expect(sweep.runs.count > 3 * 2 * 8)
      #expect(sweep.findings.isEmpty, "\(sweep.findings)")
    }
  }
}
