// The search misses no outcome of a program over Dispatch: compared with the run of every list of choices.

import Dispatch
@testable import EventLoops
import Exploration
import Foundation
import OrdinaryPrograms
import Testing

@Suite struct CertificateTests {
  private static func exploration(
    _ program: RandomProgram, sharing: Sharing = .notedState
  ) -> ScheduleExploration {
    let subject = Subject("program", sharing: sharing, capturing: .everything) { loop in
      let outcome = program.start(on: loop)
      return { Verdict(outcome($0)) }
    }
    return ScheduleExploration(of: subject, Effort(runs: 20_000, reversals: nil, seededRuns: 0, auditRuns: 20))
  }

  @Test func `the search finds every outcome of random programs`() throws {
    let count = ProcessInfo.processInfo.environment["DISPATCH_PROGRAMS"].flatMap { Int($0) } ?? 150
    var (compared, outcomes) = (0, 0)
    let first = ProcessInfo.processInfo.environment["DISPATCH_FIRST"].flatMap { UInt64($0) } ?? 1
    for seed in first..<first + UInt64(count) {
      let program = RandomProgram(seed: seed)
      guard let all = program.outcomesOfEveryScript(limit: 600) else { continue }
      compared += 1
      outcomes += all.count
      let exploration = Self.exploration(program)
      let found = Set(exploration.outcomes.outcomes)
      #expect(found == all, "seed \(seed): \(program)")
      #expect(exploration.isComplete, "seed \(seed): \(program): \(exploration.coverage)")
    }
    #expect(compared > count / 2 && outcomes > compared)
  }

  /// An ordinary program, of which nothing is known of what its blocks share.
  private static func ordinary(
    _ body: @escaping @Sendable (SharedLines) -> Void
  ) -> (subject: Subject, script: @Sendable ([Int]) -> (String, [Choice])) {
    let subject = Subject("program", capturing: .everything) { loop in
      let lines = SharedLines()
      loop.post("start") { body(lines) }
      return { Verdict("\($0.ending) \(lines.lines)") }
    }
    return (
      subject,
      { picks in
        let loop = VirtualEventLoop(policy: .script(picks), capturing: .everything, watching: .off)
        let lines = SharedLines()
        loop.post("start") { body(lines) }
        let report = loop.run()
        return ("\(report.ending) \(lines.lines)", report.choices)
      }
    )
  }

  /// The outcomes of all lists of choices.
  private static func everyScript(_ run: ([Int]) -> (String, [Choice])) -> (outcomes: Set<String>, runs: Int) {
    var outcomes: Set<String> = []
    var (picks, runs) = ([Int](), 0)
    while true {
      var (outcome, choices) = run(picks)
      outcomes.insert(outcome)
      runs += 1
      while let last = choices.last, last.picked + 1 == last.options { choices.removeLast() }
      guard let last = choices.last else { return (outcomes, runs) }
      picks = choices.dropLast().map(\.picked) + [last.picked + 1]
    }
  }

  @Test func `an image loader has been explored completely`() {
    let (subject, script) = Self.ordinary { lines in
      loadThree(QueuedImageLoader()) { for line in $0 { lines.add(line) } }
    }
    let all = Self.everyScript(script)
    let exploration = ScheduleExploration(
      of: subject, Effort(runs: 20_000, reversals: nil, seededRuns: 0, auditRuns: 20))
    #expect(exploration.isComplete, "\(exploration.coverage)")
    #expect(Set(exploration.outcomes.outcomes) == all.outcomes)
    #expect(all.outcomes.count > 1 && all.runs > 20, "\(all.outcomes.sorted()) \(all.runs)")
  }

  @Test func `two queues that wait for each other deadlock in some orders only`() {
    let (subject, script) = Self.ordinary { lines in
      let queues = [DispatchQueue(label: "one"), DispatchQueue(label: "two")]
      queues[0].async { queues[1].sync { lines.add("0") } }
      DispatchQueue.global().async { queues[1].async { queues[0].sync { lines.add("1") } } }
    }
    let all = Self.everyScript(script)
    #expect(all.outcomes == ["deadlocked []", #"quiescent ["0", "1"]"#])
    let exploration = ScheduleExploration(
      of: subject, Effort(runs: 1_000, reversals: nil, seededRuns: 0, auditRuns: 0))
    #expect(Set(exploration.outcomes.outcomes) == all.outcomes)
  }
}
