// Shrinking and tokens: every catalogue failure comes down to a few orderings, and its token brings it back.

import Comparison
import EventLoops
import Pipelines
import Testing

@testable import Exploration

struct ShrinkingTests {
  @Test(arguments: BugCatalogTests.specimens)
  func `a failure comes down to three orderings at most, and its token replays it every time`(
    _ specimen: BugCatalogTests.Specimen
  ) throws {
    let exploration = try specimen.exploration(fixed: false)
    for failure in exploration.failures {
      let example = Counterexample(failure, in: exploration)
      #expect(example.isShrunk)
      #expect(example.orderings.count <= 3)
      #expect(example.verdict.findings == failure.verdict.findings)
      let token = try ReplayToken(example.token.description)
      #expect(token == example.token)
      for _ in 0..<10 {
        let replay = Replay(token, on: exploration.subject)
        #expect(replay.isExact)
        #expect(replay.verdict == example.verdict)
      }
    }
  }

  /// A needle among noise: the failure needs `last` before the end of a chain of eight.
  static func needle(hops: Int) -> Subject {
    Subject("needle") { loop in
      let order = LoopConfined("", on: loop)
      @Sendable func hop(_ left: Int) {
        loop.post("hop \(left)") { left == 0 ? order.withValue { $0 += "a" } : hop(left - 1) }
      }
      loop.post("late") { order.withValue { $0 += "b" } }
      hop(hops)
      for noise in 0..<8 { loop.post("noise \(noise)") { loop.post("noise \(noise) again") {} } }
      return { _ in Verdict(order.value, findings: order.value == "ab" ? ["a came first"] : []) }
    }
  }

  @Test func `a random schedule with dozens of picks comes down to the one ordering that matters`() throws {
    let subject = Self.needle(hops: 4)
    var row: OutcomeSet.Row?
    for seed in 0..<5_000 where row == nil {
      let trial = subject.run(RandomScheduler(seed: UInt64(seed)), VirtualEventLoop.Limits(), .leftovers)
      guard !trial.verdict.findings.isEmpty, let record = trial.record else { continue }
      row = OutcomeSet.Row(verdict: trial.verdict, count: 1, firstRun: seed, picks: record.picks)
    }
    let found = try #require(row)
    #expect(found.picks.count > 15)
    let shrinking = Shrinking(found, of: subject, limits: VirtualEventLoop.Limits())
    #expect(shrinking.constraints?.count == 1)
    let schedule = ReplayToken.Schedule.constrained(shrinking.constraints ?? [], options: [])
    let token = ReplayToken(of: subject, schedule, subject.run(schedule, VirtualEventLoop.Limits()))
    let replay = Replay(token, on: subject)
    #expect(replay.verdict == found.verdict)
    #expect(replay.orderings.map(\.text) == ["'hop 0' before 'late'"])
  }

  @Test func `a token of a program that has changed says how much of it still applies`() throws {
    let exploration = ScheduleExploration(of: Self.needle(hops: 4))
    let example = try #require(exploration.counterexamples.first)
    let replay = Replay(example.token, on: Self.needle(hops: 5))
    #expect(!replay.isExact)
    #expect(replay.fidelity.hasPrefix("approximate: the program has changed"))
  }

  @Test(arguments: [
    ("", "engine"), (String(repeating: "x", count: 10_001), "at most 10000 characters, this one has 10001"),
    ("braid1.a.b.plan.0000.plain", "engine"), ("braid2.a.b.plan.000000.plain", "seven parts"),
    ("braid2.a.b.plan.000000.plain.0000", "checksum"), ("braid2.a.b.plan.00.plain", "fifth part"),
    ("braid2.a.b.plan.000000.c123", "sixth part"), ("braid2.a.b.plan.000000.p1_x", "sixth part"),
    ("braid2.a.b.plan.000000.c00000000d1_", "sixth part"), ("braid2.a.b.plan.000000.l00000000", "sixth part"),
  ])
  func `a text that is no token is refused by the part that is wrong`(_ text: String, _ part: String) {
    let hasChecksum = ["engine", "seven", "checksum", "at most"].contains { part.hasPrefix($0) }
    let token = hasChecksum ? text : "\(text).\(ReplayToken.checksum(of: text[...]))"
    #expect { try ReplayToken(token) } throws: { "\($0)".contains(part) }
  }
}
