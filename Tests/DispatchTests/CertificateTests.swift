// The search misses no outcome of a program over Dispatch: compared with the run of every list of choices.

@preconcurrency import Dispatch
@testable import EventLoops
import Exploration
import Foundation
import OrdinaryPrograms
import Testing

@testable import Fuzzing

@Suite struct CertificateTests {
  @Test func `the search finds every outcome of random programs`() throws {
    let count = ProcessInfo.processInfo.environment["DISPATCH_PROGRAMS"].flatMap { Int($0) } ?? 150
    var (compared, claimed, outcomes) = (0, 0, 0)
    let first = ProcessInfo.processInfo.environment["DISPATCH_FIRST"].flatMap { UInt64($0) } ?? 1
    for seed in first..<first + UInt64(count) {
      let program = DispatchProgram(seed: seed)
      guard let certificate = DispatchCertificate(of: program) else { continue }
      compared += 1
      outcomes += certificate.outcomes
      if certificate.isComplete { claimed += 1 }
      #expect(certificate.isRight, "seed \(seed): \(program): \(certificate.description)")
    }
    #expect(compared > count / 2 && claimed * 100 >= compared * 98 && outcomes > compared)
  }

  @Test func `a program is made smaller by a statement at a time`() throws {
    let program = DispatchProgram([
      .note(cell: 1, "0"), .async(queue: 0, isBarrier: false, [.note(cell: 0, "1")]),
      .async(queue: 1, isBarrier: false, [.note(cell: 0, "2")]),
    ])
    let certificate = try #require(DispatchCertificate(of: program))
    #expect(certificate.holds && certificate.outcomes == 2)
    #expect(program.smaller.count == 5)
    #expect(
      program.smaller.contains {
        "\($0)" == "[note(cell: 1, \"0\"), async(queue: 1, isBarrier: false, [note(cell: 0, \"2\")])]"
      }, "\(program.smaller)")
  }

  @Test func `every kind of statement comes up`() {
    let text = (1...200).map { "\(DispatchProgram(seed: UInt64($0)))" }.joined()
    let kinds = [
      "note", "async", "after", "sync", "signal", "wait(", "grouped", "notify", "waitForGroup", "item", "timer",
      "isBarrier: true",
      "onMainActor",
    ]
    for kind in kinds { #expect(text.contains(kind), "\(kind)") }
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

  @Test func `the search knows that cancelling a work item decides what it does`() {
    for isSync in [false, true] {
      let subject = Subject("item", sharing: .notedState, capturing: .everything) { loop in
        let ran = LoopConfined(false, on: loop)
        loop.post("start") {
          let item = DispatchWorkItem { ran.value = true }
          let queue = DispatchQueue(label: "work")
          DispatchQueue.global().async { if isSync { queue.sync(execute: item) } else { queue.async(execute: item) } }
          DispatchQueue.global().async { item.cancel() }
        }
        return { _ in Verdict("\(ran.value)") }
      }
      let effort = Effort(runs: 100, reversals: nil, seededRuns: 0, auditRuns: 20)
      let exploration = ScheduleExploration(of: subject, effort)
      #expect(Set(exploration.outcomes.outcomes) == ["true", "false"], "\(exploration)")
      // Other runs would meet a class that the search has not.
      #expect(exploration.isComplete, "\(exploration.coverage)")
    }
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
